/** The name under which a page asks for a port, and under which it comes: also the window message's data. */
export const portChannel = 'trax-port';
