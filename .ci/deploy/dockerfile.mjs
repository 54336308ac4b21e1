// Dockerfiles against the parser of the language, and against what this project asks of an image. One line a fault.
//   node dockerfile.mjs FILE…
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";

const { validate } = createRequire(import.meta.url)("dockerfile-utils");
const { DockerfileParser } = createRequire(import.meta.url)("dockerfile-ast");
let faults = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const fault = (what) => {
    faults++;
    console.error(`${file}: ${what}`);
  };
  for (const found of validate(text)) fault(`line ${found.range.start.line + 1}: ${found.message}`);
  const parsed = DockerfileParser.parse(text);
  const of = (keyword) => parsed.getInstructions().filter((each) => each.getKeyword() === keyword);
  const user = of("USER").at(-1)?.getArgumentsContent() ?? "";
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) fault("does not end as a user without rights, by number");
  for (const arg of of("ARG").filter((each) => each.getArgumentsContent().includes("IMAGE=")))
    if (!/:[\w.-]+$/.test(arg.getArgumentsContent()) || arg.getArgumentsContent().endsWith(":latest")) fault("is based on an image without a version");
  if (!of("HEALTHCHECK").length) fault("tells nothing of its health");
  for (const keyword of ["ENTRYPOINT", "CMD"]) for (const each of of(keyword)) if (!each.getArgumentsContent().startsWith("[")) fault(`${keyword} goes through a shell, which keeps signals to itself`);
  for (const copy of of("COPY").filter((each) => !each.toString().includes("--from=") && !each.getArgumentsContent().includes("--from=")))
    for (const source of copy.getArguments().map(String).slice(0, -1)) if (!source.startsWith("--") && !existsSync(source)) fault(`copies ${source}, which is not there`);
}
console.log(`${process.argv.length - 2} files, ${faults} faults`);
process.exit(faults ? 1 : 0);
