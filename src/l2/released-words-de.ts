// What a release has in the place of development-words-de.ts: nothing more to say.

export const developmentWordsDe = [] as const;
