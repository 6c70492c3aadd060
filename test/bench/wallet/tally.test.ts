// The door that counts: what goes through it is unchanged and counted once, by its name.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { takenBy } from "./processes.ts";
import { openTally } from "./tally.ts";

test("what goes through is counted by method or path, and begins anew when it is taken", async () => {
	const server = createServer((asked, answer) => {
		asked.resume();
		asked.on("end", () => answer.end("0123456789"));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	const tally = openTally();
	const url = await tally.urlOf(`http://127.0.0.1:${port}`);
	const body = '[{"method":"eth_getProof"},{"method":"eth_getCode"}]';
	const said = await fetch(url, { method: "POST", body });
	expect(await said.text()).toBe("0123456789");
	await (await fetch(`${url}/eth/v1/finality_update?a=1`)).text();
	const { requests, bytes, by } = tally.take();
	expect([requests, bytes]).toEqual([2, body.length + 20]);
	expect([...by.keys()]).toEqual([
		"eth_getProof",
		"eth_getCode",
		"finality_update",
	]);
	expect(by.get("finality_update")).toEqual({ calls: 1, bytes: 10 });
	expect(tally.take().requests).toBe(0);
	await tally.close();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

test("nothing is told of a browser that does not run", () => {
	expect(takenBy("firefox")).toBeNull();
});
