// A receipt as ReceiptPrinterEncoder makes it. usage: node receipt_printer_encoder.mjs ADDRESS
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { deliver } from './deliver.mjs';

const chequered = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4) };
for (let dot = 0; dot < 64 * 64; dot++) {
    const isBlack = ((dot >> 3) + (dot >> 9)) % 2 === 0;
    chequered.data.set(isBlack ? [0, 0, 0, 255] : [255, 255, 255, 255], dot * 4);
}

const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48 });
const commands = encoder
    .initialize()
    .codepage('auto')
    .align('center')
    .size(2, 2).line('CAFE 12').size(1, 1)
    .bold(true).line('Grüße aus Zürich').bold(false)
    .align('left')
    .rule()
    .table(
        [{ width: 34, align: 'left' }, { width: 14, align: 'right' }],
        [['Espresso', '€ 2,50'], ['Crème brûlée', '€ 6,00'], ['Total', (cell) => cell.bold().text('€ 8,50')]],
    )
    .rule({ style: 'double' })
    .underline(true).line('underlined').underline(false)
    .invert(true).line('inverted').invert(false)
    .align('center')
    .barcode('4006381333931', 'ean13', { height: 60, text: true })
    .newline()
    .qrcode('https://example.test/r/12', { model: 2, size: 5, errorlevel: 'm' })
    .newline()
    .image(chequered, 64, 64, 'threshold')
    .newline(3)
    .cut('partial')
    .encode();
await deliver(Buffer.from(commands), process.argv[2]);
