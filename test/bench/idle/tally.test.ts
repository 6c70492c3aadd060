// The door that counts: what goes through it is unchanged and counted once, by its name.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
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

test("a proof that is shorter than it would be elsewhere is filled up, and stays what it says", async () => {
	const said = {
		result: {
			accountProof: ["0x1234"],
			storageProof: [{ key: "0x0", proof: [] }, { proof: ["0x56", "0x78"] }],
		},
	};
	const server = createServer((asked, answer) => {
		asked.resume();
		asked.on("end", () => answer.end(JSON.stringify(said)));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	const tally = openTally({ lengths: { account: 100, slot: 10 } });
	const url = await tally.urlOf(`http://127.0.0.1:${port}`);
	const ask = async (method: string): Promise<string> => {
		const body = JSON.stringify({ method });
		return await (await fetch(url, { method: "POST", body })).text();
	};
	const filled = await ask("eth_getProof");
	expect(JSON.parse(filled)).toEqual(said);
	const bare = JSON.stringify(said).length;
	// the account's proof has 8 characters, and the slots' none and 13
	expect(filled.length).toBe(bare + 92 + 10);
	expect(tally.take().by.get("eth_getProof")?.bytes).toBe(
		JSON.stringify({ method: "eth_getProof" }).length + filled.length,
	);
	expect((await ask("eth_getCode")).length).toBe(bare);
	await tally.close();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

test("a finality update is given again for as long as it holds, and counted each time", async () => {
	let asked = 0;
	const server = createServer((_, answer) => answer.end(`${++asked}`));
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	const tally = openTally({ finalityMs: 1e15 });
	const url = await tally.urlOf(`http://127.0.0.1:${port}`);
	const ask = async (what: string): Promise<string> =>
		await (await fetch(`${url}/eth/v1/${what}`)).text();
	expect(await ask("finality_update")).toBe("1");
	expect(await ask("finality_update")).toBe("1");
	expect(await ask("optimistic_update")).toBe("2");
	expect(await ask("optimistic_update")).toBe("3");
	expect(tally.take()).toMatchObject({ requests: 4, bytes: 4 });
	await tally.close();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});
