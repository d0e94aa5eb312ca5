import { whoOf } from '../../engine/http/rate-limit.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import type { Service } from '../../engine/service.ts';

// Runs before each file. What an address has tried is forgotten once the clock is in another hour, so that no file pays for the guesses of
// the one before it in the same process.
whoOf({ clock: () => instant(0) } as Service, { ip: '127.0.0.1' }); // nothing else of it is asked
