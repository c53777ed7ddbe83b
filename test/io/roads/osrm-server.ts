// OSRM's table service as osrm-routed 5.27 has it, over the made-up roads: the shapes and errors of the recorded answers.

import { greatCircleKm } from '../../../src/geo/sphere.ts';
import { startServer, type TestServer } from './http-server.ts';
import { drive, type Spot, snapped } from './road-network.ts';

export interface OsrmOptions {
  /** --max-table-size */
  readonly most?: number;
  /** false: as before 5.18, which does not know `annotations` */
  readonly distances?: boolean;
}

export interface OsrmServer extends TestServer {
  /** cells of all tables that were answered */
  cells(): number;
}

export async function startOsrm({ most = 100, distances = true }: OsrmOptions = {}): Promise<OsrmServer> {
  let cells = 0;
  const server = await startServer(({ url }) => {
    const [path = '', query = ''] = url.split('?');
    const match = /^\/(?:[a-z]+\/)?table\/v1\/([a-z]+)\/([-\d.,;]+)$/.exec(path);
    if (!match)
      return {
        status: 400,
        json: { message: 'URL string malformed close to position 1', code: 'InvalidUrl' },
      };
    const options = new URLSearchParams(query);
    const annotations = options.get('annotations');
    if (annotations !== null && !(distances && annotations === 'duration,distance'))
      return {
        status: 400,
        json: { message: 'Query string malformed close to position 62', code: 'InvalidQuery' },
      };
    const places: Spot[] = (match[2] as string).split(';').map(text => {
      const [lon, lat] = text.split(',').map(Number);
      return { lat: lat as number, lon: lon as number };
    });
    if (places.length > most)
      return { status: 400, json: { message: 'Too many table coordinates', code: 'TooBig' } };
    const of = (name: string) =>
      (options.get(name) as string).split(';').map(index => places[Number(index)] as Spot);
    const [sources, destinations] = [of('sources'), of('destinations')];
    cells += sources.length * destinations.length;
    const table = sources.map(from => destinations.map(to => drive(from, to)));
    return {
      status: 200,
      json: {
        code: 'Ok',
        ...(annotations !== null && { distances: table.map(row => row.map(cell => cell?.metres ?? null)) }),
        destinations: destinations.map(waypoint),
        durations: table.map(row => row.map(cell => cell?.seconds ?? null)),
        sources: sources.map(waypoint),
      },
    };
  });
  return Object.assign(server, { cells: () => cells });
}

/** As the real one: `Ok` however far the point is moved. */
function waypoint(spot: Spot) {
  const { lat, lon } = snapped(spot);
  return {
    hint: 'QgoAgP___38nAAAATQAAAAAAAAA5AAAA',
    distance: greatCircleKm(spot.lat, spot.lon, lat, lon) * 1000 + 3.25,
    name: '',
    location: [lon, lat],
  };
}
