/** `npm run bench`: the figures that Trax promises, measured. `npm run bench -- overhead memory` measures some of them. */
import './bench/main.ts';
