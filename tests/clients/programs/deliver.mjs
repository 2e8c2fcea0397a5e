// Hands bytes to a printer at tcp://host:port or at the path of a serial port, and waits until they are gone.
import { open } from 'node:fs/promises';
import net from 'node:net';

export async function deliver(bytes, to) {
    const address = /^tcp:\/\/([^:]+):(\d+)$/.exec(to);
    if (address) {
        await new Promise((done, failed) => {
            const socket = net.connect(Number(address[2]), address[1], () => socket.end(bytes, done));
            socket.on('error', failed);
        });
        return;
    }
    const port = await open(to, 'r+');
    let at = 0;
    while (at < bytes.length) {
        at += (await port.write(bytes, at)).bytesWritten;
    }
    await port.close();
}
