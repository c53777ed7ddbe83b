// Opens the source of road times that the configuration or an option names.

import type { RoadSource } from '../../model/roads.ts';
import type { RoadSetting } from '../config-roads.ts';
import type { IssueLog } from '../issues.ts';
import { openSource } from '../source.ts';
import { openCache } from './cache.ts';
import { type RoadInput, readMatrix } from './matrix.ts';
import { osrmTable } from './osrm.ts';
import { makeClient, type Sleep } from './request.ts';
import type { Resolver } from './resolver.ts';
import { serverSource } from './server.ts';
import { serverFault } from './server-fault.ts';
import { parseServerUrl, publicUrl } from './server-url.ts';
import { valhallaTable } from './valhalla.ts';

export interface OpenOptions {
  /** what names in a matrix file stand for */
  readonly resolver: Resolver;
  readonly log: IssueLog;
  /** of a layer among several, some of which a matrix may not know; false when absent */
  readonly partly?: boolean;
  /** waits between tries; tests do not wait */
  readonly sleep?: Sleep;
}

/** A matrix file has to be listed among the inputs of the plan. */
export type OpenedRoads = RoadSource & { readonly input?: RoadInput };

/**
 * A matrix is read at once, with its findings in the log; a server is asked when there are pairs to ask for.
 * @throws InputError when the file cannot be read, the cache cannot be written, or the address is none
 */
export async function openRoads(setting: RoadSetting, options: OpenOptions): Promise<OpenedRoads> {
  const { resolver, log, sleep, partly = false } = options;
  if (setting.kind === 'matrix') return readMatrix(await openSource(setting.file), resolver, log, partly);
  const { kind, profile, timeoutSeconds, maxSnapKm, batch } = setting;
  const server = parseServerUrl(setting.url);
  if (server === null)
    throw serverFault(
      publicUrl(setting.url),
      'no address of a server',
      'http:// or https://, host and port',
      'write it as in http://localhost:5000',
    );
  const ask = makeClient(server, { timeoutSeconds, ...(sleep && { sleep }) });
  const askTable = kind === 'osrm' ? osrmTable(server, profile, ask) : valhallaTable(server, profile, ask);
  const cache =
    setting.cache === null ? null : await openCache(setting.cache, { kind, profile, server: server.shown });
  return serverSource({ kind, server: server.shown, askTable, batch, maxSnapKm, cache });
}
