// A chain that is only watched: nothing of it is followed, and nobody can leave it alone.

import type { KindRuntime } from "../../runtime.ts";

const watchedRuntime: KindRuntime = {
	kind: "watched-v1",
	ways: [],
	wordings: {},
	couldBeWrong: () => null,
};

export const runtimes: readonly KindRuntime[] = [watchedRuntime];
