<?php
// Parses a file of ESC/POS so many times; prints the seconds it took.
// usage: php escpos_tools.php CHECKOUT FILE TIMES, the checkout with its vendor/ (composer install)
[, $checkout, $file, $times] = $argv;
require_once "$checkout/vendor/autoload.php";

use ReceiptPrintHq\EscposTools\Parser\Parser;

function parse(string $file): void
{
    $parser = new Parser();
    $parser->addFile(fopen($file, 'rb'));
    if (count($parser->getCommands()) === 0) {
        exit("no commands in $file\n");
    }
}

for ($warm = 0; $warm < 20; $warm++) {
    parse($file);
}
$start = hrtime(true);
for ($n = 0; $n < $times; $n++) {
    parse($file);
}
echo (hrtime(true) - $start) / 1e9, "\n";
