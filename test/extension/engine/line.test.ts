// The line to the background: what it hears, and how often.

import { expect, test } from "vitest";
import { openLine } from "../../../extension/engine/line.ts";

const heardBy = () => {
	const { port1, port2 } = new MessageChannel();
	const heard: unknown[] = [];
	port2.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
	return {
		port: port1,
		heard: async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			return heard.splice(0);
		},
		close: () => port2.close(),
	};
};

test("says once that nothing waits, and each time what does", async () => {
	const line = openLine();
	const { port, heard, close } = heardBy();
	line.take(port);
	line.waiting([]);
	line.waiting([]);
	const nothing = { tell: "waiting", ids: [] };
	expect(await heard()).toEqual([nothing]);
	// a window that did not open is tried again
	const one = { tell: "waiting", ids: ["a"] };
	line.waiting(["a"]);
	line.waiting(["a"]);
	expect(await heard()).toEqual([one, one]);
	line.waiting([]);
	line.waiting([]);
	expect(await heard()).toEqual([nothing]);
	close();
});

test("says to the next background what the one before heard", async () => {
	const line = openLine();
	const first = heardBy();
	line.take(first.port);
	line.waiting([]);
	await first.heard();
	const next = heardBy();
	line.take(next.port);
	line.sayAgain();
	expect(await next.heard()).toEqual([
		{ tell: "stands" },
		{ tell: "waiting", ids: [] },
	]);
	next.close();
});
