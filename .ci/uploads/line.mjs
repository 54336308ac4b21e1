// A line to the service that breaks: every connection is cut after a random number of bytes.
//
//   line.mjs PORT TARGET-PORT SEED LEAST MOST   prints how many connections it has cut when it is told to end
import net from 'node:net';

const [port, target, seed, least, most] = process.argv.slice(2).map(Number);

// A generator that the seed repeats (mulberry32); which connection comes first is still up to chance.
let state = seed >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

let cut = 0;
const server = net.createServer((client) => {
  let left = Math.floor(least + random() * (most - least));
  const service = net.connect(target, '127.0.0.1');
  const end = () => {
    client.destroy();
    service.destroy();
  };
  client.on('data', (bytes) => {
    if (bytes.length > left) {
      cut += 1;
      service.write(bytes.subarray(0, left), () => {
        // Without a farewell: what is on its way may or may not arrive.
        service.resetAndDestroy();
        client.resetAndDestroy();
      });
      left = 0;
      client.pause();
      return;
    }
    left -= bytes.length;
    if (!service.write(bytes)) {
      client.pause();
    }
  });
  service.on('drain', () => client.resume());
  service.on('data', (bytes) => client.write(bytes));
  for (const socket of [client, service]) {
    socket.on('error', end);
    socket.on('close', end);
  }
});
server.listen(port, '127.0.0.1');
process.on('SIGTERM', () => {
  console.log(cut);
  process.exit(0);
});
