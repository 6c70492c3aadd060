// Every topic there is. A new one is added here and nowhere else.

import type { Topic } from "./topic.ts";

export const topics: readonly Topic[] = [];
