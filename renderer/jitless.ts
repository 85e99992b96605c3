import { z } from 'zod';

// The page may not make code out of text (its policy), and zod tries as soon as the first schema is made. So this
// has to be imported before anything that holds one.
z.config({ jitless: true });
