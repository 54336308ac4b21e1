// Uploads one file with tus-js-client and prints the path of the upload.
//
//   upload.mjs BASE FILE [--parallel N] [--chunk BYTES] [--to PATH] [--progress FILE]   the token is in $TOKEN
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import * as tus from 'tus-js-client';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parallel: { type: 'string', default: '1' },
    chunk: { type: 'string', default: 'Infinity' },
    to: { type: 'string' },
    progress: { type: 'string' },
  },
});
const [base, file] = positionals;
const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint: `${base}/api/v1/uploads`,
  uploadUrl: values.to ? `${base}${values.to}` : null,
  headers: { Authorization: `Bearer ${process.env.TOKEN}` },
  metadata: { filename: '큰 파일 (가상).bin', filetype: 'application/octet-stream' },
  parallelUploads: Number(values.parallel),
  chunkSize: Number(values.chunk),
  // It begins anew whenever something has arrived in between.
  retryDelays: Array.from({ length: 120 }, () => 200 + Math.floor(Math.random() * 1500)),
  onProgress: (sent, total) => {
    if (values.progress) {
      fs.writeFileSync(values.progress, String(Math.floor((100 * sent) / total)));
    }
  },
  onError: (error) => {
    console.error(`not uploaded: ${error.message}`);
    process.exit(1);
  },
  onSuccess: () => console.log(new URL(upload.url).pathname),
});
upload.start();
