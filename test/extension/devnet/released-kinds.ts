export const kinds: readonly string[] = ["real"];
