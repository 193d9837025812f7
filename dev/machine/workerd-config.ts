import type { WorkerConfig } from "../build/bundle.ts";

/** The services that workerd runs. */
export interface Served {
  /** Files beside the configuration; the entry is the first. */
  modules: string[];
  config: WorkerConfig;
  port: number;
  /** Where the objects keep their rows. */
  objectsDir: string;
}

/** The configuration of raw workerd, in its own language (Cap'n Proto). */
export function workerdConfig({ modules, config, port, objectsDir }: Served): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "disk", disk = (path = ${text(objectsDir)}, writable = true)),
    # Loopback is private, and the Neon bridge listens there.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = ${list(modules.map(moduleOf))},
  compatibilityDate = ${text(config.compatibilityDate)},
  compatibilityFlags = ${list(config.compatibilityFlags.map(text))},
  bindings = ${list(bindingsOf(config))},
  durableObjectNamespaces = ${list(config.objects.map(namespaceOf))},
  durableObjectStorage = (localDisk = "disk"),
  globalOutbound = "internet",
);
`;
}

function moduleOf(name: string): string {
  const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
  return `(name = ${text(name)}, ${kind} = embed ${text(name)})`;
}

function bindingsOf({ vars, objects }: WorkerConfig): string[] {
  return [
    ...Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
    ...objects.map(
      ({ name, className }) =>
        `(name = ${text(name)}, durableObjectNamespace = ${text(className)})`,
    ),
  ];
}

function namespaceOf({ className }: { className: string }): string {
  const uniqueKey = text(`frontrow-${className}`);
  return `(className = ${text(className)}, uniqueKey = ${uniqueKey}, enableSql = true)`;
}

function list(items: string[]): string {
  return `[${items.join(",\n    ")}]`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
