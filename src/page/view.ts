// What part of the map is seen: dragging, the wheel with Ctrl, two fingers, double clicks, buttons.

import { find } from './dom.ts';

export interface View {
  readonly zoomBy: (factor: number, at?: readonly [x: number, y: number]) => void;
  readonly whole: () => void;
  /** moves just so far that the point is seen */
  readonly reveal: (x: number, y: number) => void;
  /** a place on the screen → a point of the map */
  readonly pointAt: (clientX: number, clientY: number) => readonly [x: number, y: number];
  /** the pointer that was just lifted had dragged the map */
  readonly dragged: () => boolean;
}

const MOST = 40;
const STEP = 1.6;

export function makeView(
  frame: HTMLElement,
  svg: SVGSVGElement,
  changed: (unitsPerPixel: number) => void,
): View {
  const [left, top, width, height] = (svg.getAttribute('viewBox') as string).split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ];
  let scale = 1;
  let [x, y] = [left, top];
  let pending = false;

  /** Units of the map per pixel: the whole map fits into the frame. */
  const unit = () => Math.max(width / svg.clientWidth, height / svg.clientHeight) / scale;
  const draw = () => {
    pending = false;
    // hidden: there is no room to draw in
    if (svg.clientWidth === 0) return;
    const [w, h] = [width / scale, height / scale];
    x = Math.min(Math.max(x, left), left + width - w);
    y = Math.min(Math.max(y, top), top + height - h);
    svg.setAttribute('viewBox', `${x.toFixed(1)} ${y.toFixed(1)} ${w.toFixed(1)} ${h.toFixed(1)}`);
    svg.classList.toggle('enlarged', scale > 1);
    changed(unit());
  };
  let rest = 0;
  // once a frame, however many events there are; thin lines wait until the map stands still
  const later = () => {
    if (!pending) requestAnimationFrame(draw);
    pending = true;
    svg.classList.add('moving');
    clearTimeout(rest);
    rest = setTimeout(() => svg.classList.remove('moving'), 150);
  };
  const pointAt = (clientX: number, clientY: number): [number, number] => {
    const box = svg.getBoundingClientRect();
    const u = unit();
    // the map is in the middle of the frame
    const [roomX, roomY] = [box.width * u - width / scale, box.height * u - height / scale];
    return [x + (clientX - box.left) * u - roomX / 2, y + (clientY - box.top) * u - roomY / 2];
  };
  const zoomBy: View['zoomBy'] = (factor, at = [x + width / scale / 2, y + height / scale / 2]) => {
    const next = Math.min(MOST, Math.max(1, scale * factor));
    x = at[0] - ((at[0] - x) * scale) / next;
    y = at[1] - ((at[1] - y) * scale) / next;
    scale = next;
    later();
  };
  const whole = () => {
    scale = 1;
    svg.classList.remove('moving');
    draw();
  };
  const reveal: View['reveal'] = (px, py) => {
    const [w, h] = [width / scale, height / scale];
    if (px < x || px > x + w) x = px - w / 2;
    if (py < y || py > y + h) y = py - h / 2;
    later();
  };
  const move = (dx: number, dy: number) => {
    const u = unit();
    x -= dx * u;
    y -= dy * u;
    later();
  };
  const dragged = onPointers(svg, move, (factor, cx, cy) => zoomBy(factor, pointAt(cx, cy)));

  svg.addEventListener(
    'wheel',
    event => {
      // the wheel alone scrolls the page
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(
        2 ** (-event.deltaY / (event.deltaMode === 0 ? 300 : 10)),
        pointAt(event.clientX, event.clientY),
      );
    },
    { passive: false },
  );
  svg.addEventListener('dblclick', event => zoomBy(STEP * STEP, pointAt(event.clientX, event.clientY)));
  const zoom = find<HTMLElement>(frame, '.zoom');
  zoom.hidden = false;
  zoom.addEventListener('click', event => {
    const { zoom: what } = (event.target as HTMLElement).dataset;
    if (what === 'in') zoomBy(STEP);
    if (what === 'out') zoomBy(1 / STEP);
    if (what === 'all') whole();
  });
  frame.addEventListener('whole', whole);
  frame.addEventListener('shown', draw);
  new ResizeObserver(later).observe(svg);
  draw();
  return { zoomBy, whole, reveal, pointAt, dragged };
}

/** Dragging with one pointer, spreading two. */
function onPointers(
  svg: SVGSVGElement,
  move: (dx: number, dy: number) => void,
  spread: (factor: number, clientX: number, clientY: number) => void,
): () => boolean {
  const down = new Map<number, { x: number; y: number }>();
  let path = 0;
  svg.addEventListener('pointerdown', event => {
    if (down.size === 0) path = 0;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  svg.addEventListener('pointermove', event => {
    const last = down.get(event.pointerId);
    if (!last) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    path += Math.abs(dx) + Math.abs(dy);
    // a click that trembles is a click
    if (path > 4 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      spread(now / Math.max(1, before), (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
    } else if (path > 4) move(dx, dy);
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    svg.addEventListener(name, event => down.delete(event.pointerId));
  }
  return () => path > 4;
}
