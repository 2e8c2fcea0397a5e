// A receipt as node-thermal-printer makes and sends it. usage: node node_thermal_printer.mjs ADDRESS PICTURE
import thermal from 'node-thermal-printer';

const { CharacterSet, PrinterTypes, ThermalPrinter } = thermal;
const [to, picture] = process.argv.slice(2);
const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: to,
    width: 48,
    characterSet: CharacterSet.PC852_LATIN2,
    options: { timeout: 5000 },
});
printer.alignCenter();
printer.setTextQuadArea();
printer.println('SLIP 7');
printer.setTextNormal();
printer.bold(true);
printer.println('Příliš žluťoučký kůň');
printer.bold(false);
printer.alignLeft();
printer.drawLine();
printer.leftRight('Bread', '2.00');
printer.tableCustom([
    { text: 'Milk', align: 'LEFT', width: 0.5 },
    { text: '3', align: 'CENTER', width: 0.25 },
    { text: '4.50', align: 'RIGHT', width: 0.25 },
]);
printer.underlineThick(true);
printer.println('thick line');
printer.underlineThick(false);
printer.invert(true);
printer.println('inverted');
printer.invert(false);
printer.setTypeFontB();
printer.println('small print in font B');
printer.setTypeFontA();
printer.alignCenter();
printer.code128('Slip-7');
printer.newLine();
printer.printQR('https://example.test/s/7', { cellSize: 5, correction: 'M', model: 2 });
await printer.printImage(picture);
printer.openCashDrawer();
printer.beep();
printer.cut();
await printer.execute();
