// receiptline's markdown as ESC/POS. usage: node receiptline.mjs ADDRESS COMMANDS COLUMNS ENCODING < MARKDOWN
import { text } from 'node:stream/consumers';
import receiptline from 'receiptline';
import { deliver } from './deliver.mjs';

const [to, command, cpl, encoding] = process.argv.slice(2);
const printer = { command, cpl: Number(cpl), encoding, spacing: false, gradient: false };
const commands = receiptline.transform(await text(process.stdin), printer);
await deliver(Buffer.from(commands, 'binary'), to);
