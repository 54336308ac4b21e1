// Manifests against the API's own types and formats, unknown members refused, and against what this project asks of a pod. One line a fault.
//   node kubernetes.mjs FOLDER
import { readFileSync, readdirSync, writeFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import yaml from "js-yaml";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const folder = process.argv[2];
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);
const name = (doc) => `${doc.kind} ${doc.metadata?.name}`;

const documents = [];
for (const file of readdirSync(folder).filter((each) => each.endsWith(".yaml") && each !== "kustomization.yaml")) {
  for (const doc of yaml.loadAll(readFileSync(join(folder, file), "utf8"))) documents.push({ file, doc });
}

// 1. Formats and required members, by the validators made from the API's description.
const typed = [];
for (const { file, doc } of documents) {
  const module = doc.apiVersion.includes("/") ? doc.apiVersion : "v1";
  let kinds;
  try {
    kinds = require(`kubernetes-models/${module}`);
  } catch {
    fault(file, `there is no API ${doc.apiVersion}`);
    continue;
  }
  if (!kinds[doc.kind]) {
    fault(file, `${doc.apiVersion} has no kind ${doc.kind}`);
    continue;
  }
  try {
    new kinds[doc.kind](doc).validate();
  } catch (error) {
    fault(file, `${name(doc)}: ${error.message}`);
  }
  typed.push({ file, doc, module });
}

// 2. Members that the API does not know, by the compiler: object literals are checked for them.
const work = mkdtempSync(join(here, "types-"));
try {
  symlinkSync(join(here, "node_modules"), join(work, "node_modules"));
  const source = join(work, "manifests.ts");
  writeFileSync(
    source,
    typed
      .map(
        ({ doc, module }, i) =>
          `import type { I${doc.kind} as T${i} } from "kubernetes-models/${module}";\n` +
          `export const d${i}: T${i} = ${JSON.stringify(doc, null, 1)};\n`,
      )
      .join(""),
  );
  const program = ts.createProgram([source], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2020,
  });
  const lines = readFileSync(source, "utf8").split("\n");
  for (const found of ts.getPreEmitDiagnostics(program)) {
    const at = found.file ? found.file.getLineAndCharacterOfPosition(found.start).line : 0;
    fault("types", `${ts.flattenDiagnosticMessageText(found.messageText, " ")} (${(lines[at] ?? "").trim()})`);
  }
} finally {
  rmSync(work, { recursive: true });
}

// 3. What refers to something refers to what is there.
const all = (kind) => documents.map(({ doc }) => doc).filter((doc) => doc.kind === kind);
const members = new Map();
for (const doc of [...all("Secret"), ...all("ConfigMap")]) {
  members.set(`${doc.kind} ${doc.metadata.name}`, new Set(Object.keys({ ...doc.data, ...doc.stringData })));
}
const pods = [];
for (const { doc } of documents) {
  if (doc.kind === "StatefulSet" || doc.kind === "Job" || doc.kind === "Deployment") pods.push({ doc, template: doc.spec.template });
  if (doc.kind === "CronJob") pods.push({ doc, template: doc.spec.jobTemplate.spec.template });
}
const paths = new Map();
for (const { doc, template } of pods) {
  const where = name(doc);
  const spec = template.spec;
  const claimed = new Set((doc.spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name));
  for (const volume of spec.volumes ?? []) {
    const ref = volume.secret ? `Secret ${volume.secret.secretName}` : volume.configMap ? `ConfigMap ${volume.configMap.name}` : null;
    if (ref && !members.has(ref)) fault(where, `the volume ${volume.name} refers to a ${ref} that nothing describes`);
    if (volume.secret && ![0o440, 440].includes(volume.secret.defaultMode)) fault(where, `the secret in ${volume.name} has not mode 0440`);
    if (volume.persistentVolumeClaim && !all("PersistentVolumeClaim").some((pvc) => pvc.metadata.name === volume.persistentVolumeClaim.claimName))
      fault(where, `there is no claim ${volume.persistentVolumeClaim.claimName}`);
    claimed.add(volume.name);
  }
  if (spec.securityContext?.runAsNonRoot !== true || spec.securityContext?.seccompProfile?.type !== "RuntimeDefault")
    fault(where, "is not kept from running as root, or without seccomp");
  if (spec.automountServiceAccountToken !== false) fault(where, "gets a token of the cluster");
  if (spec.enableServiceLinks !== false) fault(where, "gets SILLOK_… variables from the cluster");
  for (const container of spec.containers) {
    const context = container.securityContext ?? {};
    if (!context.readOnlyRootFilesystem || context.allowPrivilegeEscalation !== false || !context.capabilities?.drop?.includes("ALL"))
      fault(where, `${container.name} has a writable root, or more rights than none`);
    if (!/:[^/]+$/.test(container.image) || container.image.endsWith(":latest")) fault(where, `${container.name} has an image without a version`);
    if (!container.resources?.limits?.memory) fault(where, `${container.name} has no limit of memory`);
    const mounted = new Map();
    for (const mount of container.volumeMounts ?? []) {
      if (!claimed.has(mount.name)) fault(where, `there is no volume ${mount.name}`);
      const volume = (spec.volumes ?? []).find((each) => each.name === mount.name);
      if ((volume?.secret || volume?.configMap) && !mount.readOnly) fault(where, `${mount.name} is not mounted read-only`);
      if (volume?.secret) mounted.set(mount.mountPath, members.get(`Secret ${volume.secret.secretName}`) ?? new Set());
      if (volume?.configMap) mounted.set(mount.mountPath, members.get(`ConfigMap ${volume.configMap.name}`) ?? new Set());
    }
    paths.set(where, mounted);
    for (const variable of container.env ?? []) {
      if (/PASSWORD$|SECRET_KEY$/.test(variable.name)) fault(where, `${variable.name} is a secret in the environment`);
      if (variable.name.endsWith("_FILE")) isThere(where, variable.value, mounted);
    }
  }
}
function isThere(where, path, mounted) {
  const inside = mounted.get(dirname(path));
  if (!inside?.has(path.slice(dirname(path).length + 1))) fault(where, `nothing mounts ${path}`);
}
const settings = all("ConfigMap").find((doc) => doc.data?.["application.properties"])?.data["application.properties"] ?? "";
const service = pods.find(({ doc }) => doc.kind === "StatefulSet");
for (const line of settings.split("\n").filter((each) => /^sillok\.[a-z0-9.-]+-file=/.test(each))) {
  isThere("configuration", line.split("=")[1], paths.get(name(service.doc)));
}

// 4. Labels: what selects finds something; probes and shutdown fit together.
const finds = (labels) => pods.some(({ template }) => Object.entries(labels).every(([key, value]) => template.metadata.labels[key] === value));
for (const { doc } of documents) {
  const labels = doc.kind === "Service" ? doc.spec.selector : doc.kind === "PodDisruptionBudget" ? doc.spec.selector.matchLabels : doc.spec?.podSelector?.matchLabels;
  if (labels && !finds(labels)) fault(name(doc), "selects no pod");
}
const container = service.template.spec.containers[0];
for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
  if (!container[probe]) fault(name(service.doc), `has no ${probe}`);
}
const seconds = (key) => {
  const [, number, unit] = settings.match(new RegExp(`^quarkus\\.shutdown\\.${key}=(\\d+)([sm])$`, "m")) ?? [0, 0, "s"];
  return Number(number) * (unit === "m" ? 60 : 1);
};
const probe = container.readinessProbe;
if (seconds("delay") <= probe.periodSeconds * probe.failureThreshold) fault("configuration", "the delay ends before the cluster has noticed");
if (seconds("delay") + seconds("timeout") >= service.template.spec.terminationGracePeriodSeconds) fault("configuration", "the cluster kills before the time is over");
const budget = all("PodDisruptionBudget")[0].spec.minAvailable;
if (!(budget >= 1 && budget < service.doc.spec.replicas)) fault("disruption", "lets nothing go, or everything");
if (!all("NetworkPolicy").some((doc) => Object.keys(doc.spec.podSelector).length === 0 && doc.spec.policyTypes.length === 2 && !doc.spec.ingress && !doc.spec.egress))
  fault("network", "nothing is refused by default");

faults.forEach((line) => console.error(line));
console.log(`${documents.length} manifests, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
