import { expect, it } from "vitest";
import { sharesOf } from "./profile.ts";

const node = (id: number, functionName: string, url: string) => ({
	id,
	callFrame: {
		functionName,
		url,
		scriptId: "1",
		lineNumber: 0,
		columnNumber: 0,
	},
});

it("adds up the time of a function over all places it was called from", () => {
	const shares = sharesOf({
		nodes: [
			node(1, "multiply", "wasm://wasm/1234"),
			node(2, "", "file:///a/b.ts"),
			node(3, "multiply", "wasm://wasm/1234"),
		],
		startTime: 0,
		endTime: 100,
		samples: [1, 2, 3],
		timeDeltas: [10, 20, 70],
	});
	expect(shares).toEqual([
		{ name: "multiply wasm", share: 0.8 },
		{ name: "(anonymous) b.ts", share: 0.2 },
	]);
});

it("is nothing for a profile without samples", () => {
	expect(sharesOf({ nodes: [], startTime: 0, endTime: 0 })).toEqual([]);
});
