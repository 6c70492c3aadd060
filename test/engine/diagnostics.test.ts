import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { connect, type Port, portOf } from "../../src/protocol/channel.ts";
import { ui } from "../../src/protocol/methods.ts";
import { webClock } from "../../src/web/clock.ts";

const closing: (() => void)[] = [];
/** Two ends of one line. */
const line = (): readonly [Port, Port] => {
	const { port1, port2 } = new MessageChannel();
	closing.push(() => port1.close());
	return [portOf(port1), portOf(port2)];
};

const diagnostics = async (kernel: typeof nobleKernel) => {
	const [near, far] = line();
	const [signer, keyless] = line();
	// A signer without keys.
	keyless.listen((message) => {
		if (typeof message !== "object" || message === null) return;
		if (!("id" in message && "method" in message)) return;
		const status = {
			hasVault: false,
			unlocked: false,
			accounts: [],
			held: [],
			autoLockMinutes: 15,
		};
		const ok = message.method === "vault.load" ? status : null;
		keyless.send({ id: message.id, ok });
	});
	const door = await openEngine({
		fetch: () => Promise.reject(new Fault("unreachable", "no network")),
		clock: webClock,
		store: memoryStore(),
		kernel,
		signer,
		version: "1.2.3",
		waiting: () => {},
		alert: () => {},
	});
	closing.push(door.close);
	door.serveUi(far);
	const found = await connect(near, ui)("diagnostics.get", undefined);
	for (const close of closing.splice(0)) close();
	return found;
};

test("the diagnostics say what does the heavy checks", async () => {
	const checks = [
		{
			work: "BLS12-381",
			runs: "64-bit integers (WebAssembly)",
			refused: [{ name: "wide arithmetic (WebAssembly)", why: "not offered" }],
		},
	];
	expect(
		await diagnostics({ ...nobleKernel, report: async () => checks }),
	).toMatchObject({ version: "1.2.3", checks, lines: [] });
});

test("the diagnostics say that nothing does, and still what went wrong", async () => {
	const report = () =>
		Promise.reject(new Fault("internal", "the kernel worker failed: gone"));
	expect(await diagnostics({ ...nobleKernel, report })).toMatchObject({
		checks: [],
		lines: [
			"no heavy check can be done: internal: the kernel worker failed: gone",
		],
	});
});
