export const kinds: readonly string[] = ["real", "for development"];
