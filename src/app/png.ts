// A picture as PNG: resvg as WebAssembly, which is the same on every machine, with a font that comes along (Inter, OFL) and
// none of the machine's. Loaded only when it is asked for.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FONTS = ['400Regular/Inter_400Regular.ttf', '700Bold/Inter_700Bold.ttf'];

let ready: Promise<{
  readonly Resvg: typeof import('@resvg/resvg-wasm').Resvg;
  readonly fonts: Uint8Array[];
}> | null = null;

/** The bytes of a PNG file as wide as `width` px. */
export async function pngOf(svg: string, width: number): Promise<Uint8Array> {
  ready ??= load();
  const { Resvg, fonts } = await ready;
  const drawer = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      fontBuffers: fonts,
      loadSystemFonts: false,
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
  });
  const image = drawer.render();
  const png = image.asPng();
  image.free();
  drawer.free();
  return png;
}

async function load() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fonts = await Promise.all(
    FONTS.map(name => readFile(require.resolve(`@expo-google-fonts/inter/${name}`))),
  );
  return { Resvg, fonts };
}
