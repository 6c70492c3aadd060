// The stage of a test file: there for all of its tests, and each gives its page back.

import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openStage, type Stage } from "./stage.ts";

export const stageOfFile = (): Pick<Stage, "open" | "done"> => {
	let stage: Stage | undefined;
	let page: Page | undefined;
	beforeAll(async () => {
		stage = await openStage();
	});
	afterEach(async () => {
		await stage?.done(page);
	});
	afterAll(async () => {
		await stage?.close();
	});
	return {
		open: async (...given) => {
			if (stage === undefined) throw new Error("the stage is not open yet");
			page = await stage.open(...given);
			return page;
		},
		done: async (shown) => stage?.done(shown),
	};
};
