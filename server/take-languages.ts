import { addLanguage } from '../kernel/language/words.ts';
import { LANGUAGES } from '../languages/list.ts';

// Before anything that asks which languages there are is read in: forms, routes and schemas are made once.
for (const { writing, words } of LANGUAGES) addLanguage({ writing, words: { ...words } });
