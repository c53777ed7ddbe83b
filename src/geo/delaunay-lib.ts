// The home of d3-delaunay for code that draws with its cells.
export { Delaunay } from 'd3-delaunay';
