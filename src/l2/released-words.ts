// What a release has in the place of development-words.ts: nothing more to say.

export const developmentWords = [] as const;
