import { join } from 'node:path';
import { MODEL_FLAGS } from './plan.mjs';
import { RoundServer } from './server.mjs';

/** A worker of the model in a process of its own; `folder` has its `model-worker.mjs`. */
export const serverIn = (folder, worker, ...args) =>
  new RoundServer(process.execPath, [...MODEL_FLAGS, join(folder, worker), ...args.map(String)]);

/** This tree's worker. */
export const modelServer = (...args) => serverIn(import.meta.dirname, 'model-worker.mjs', ...args);

/** Does work with servers, and lets them end whatever becomes of it. */
export async function withServers(servers, work) {
  try {
    return await work(...servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}
