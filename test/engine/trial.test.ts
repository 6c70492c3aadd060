// Endpoints tried out: what each kind of right and wrong one is said to be. A made chain and a real node stand behind.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { type KnownChains, tryEndpoint } from "../../src/engine/trial.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import type { EndpointToTry } from "../../src/protocol/endpoint-trial.ts";
import { endpointTrial } from "../../src/protocol/endpoint-trial.ts";
import type { Fetch, HttpReply } from "../../src/source/ports.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { jsonReply } from "../l1/world.ts";
import {
	beaconUrl,
	codeOf,
	executionUrl,
	newDisk,
	openStage,
	openWallet,
	type Stage,
} from "./wallet.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage?.world.stop();
});

const never = new AbortController().signal;

const known = (): KnownChains => ({
	network: stage.world.network,
	networks: [...knownNetworks, stage.world.network],
	atRoot: async () => null,
	titles: new Map(knownNetworks.map(({ chainId, title }) => [chainId, title])),
});

type Role = EndpointToTry["role"];
const tried = (
	role: Role,
	url: string,
	fetch: Fetch = stage.fetch,
	signal: AbortSignal = never,
	chainId = stage.world.network.chainId,
) =>
	tryEndpoint(
		{ fetch, clock: stage.clock },
		known(),
		{ chainId, role, url },
		signal,
	);

/** The verdict and the words. */
const said = async (...asked: Parameters<typeof tried>): Promise<string> => {
	const trial = endpointTrial(await tried(...asked), "trial");
	return [
		trial.verdict,
		...[trial.says, ...trial.more].map((one) => wordsOf(one)),
	].join(" ");
};

/** The stage's own, but for the paths that the change answers. */
const changed =
	(change: (request: Parameters<Fetch>[0]) => HttpReply | null): Fetch =>
	async (request) =>
		change(request) ?? stage.fetch(request);

const rpcReply = (
	{ body = "" }: Parameters<Fetch>[0],
	method: string,
	result: unknown,
): HttpReply | null => {
	if (!body.includes(`"${method}"`) || body.startsWith("[")) return null;
	const id = Number(/"id":(\d+)/.exec(body)?.[1]);
	return jsonReply({ jsonrpc: "2.0", id, ...(result as object) });
};

describe("an endpoint that works", () => {
	test("serves signed headers, and how old the newest is", async () => {
		expect(await said("beacon", beaconUrl)).toMatch(
			/^good Serves signed headers\. It says its newest is .* old\.$/,
		);
	});

	test("names a starting point", async () => {
		expect(await said("checkpoint", beaconUrl)).toBe(
			"good Names a starting point.",
		);
	});

	test("serves proofs, how deep, and is asked about nobody's account", async () => {
		const bodies: string[] = [];
		const fetch: Fetch = (request) => {
			bodies.push(request.body ?? "");
			return stage.fetch(request);
		};
		expect(await said("execution", executionUrl, fetch)).toMatch(
			/Serves proofs \d+ blocks? deep|Serves proofs of its newest block only/,
		);
		const asked = bodies.join();
		expect(asked).toContain("eth_getProof");
		expect([...asked.matchAll(/0x[0-9a-f]{40}\b/gi)].map(String)).toSatisfy(
			(all: readonly string[]) =>
				all.every((one) => one === `0x${"0".repeat(40)}`),
		);
		expect(asked).not.toContain("eth_sendRawTransaction");
	});

	test("is said how long it took", async () => {
		expect(
			(await tried("beacon", beaconUrl)).answeredMs,
		).toBeGreaterThanOrEqual(0);
	});
});

describe("an endpoint of another chain", () => {
	test("is named: a beacon node of Sepolia", async () => {
		const sepolia = knownNetworks.find(({ name }) => name === "sepolia");
		const fetch = changed(({ url }) =>
			url.endsWith("/genesis")
				? jsonReply({
						data: { genesis_validators_root: sepolia?.genesisValidatorsRoot },
					})
				: null,
		);
		for (const role of ["beacon", "checkpoint"] as const)
			expect(await said(role, beaconUrl, fetch)).toBe(
				"bad Wrong chain: this is Sepolia.",
			);
	});

	test("is named: an execution node of Sepolia, and of one without a name here", async () => {
		for (const [result, words] of [
			["0xaa36a7", "bad Wrong chain: this is Sepolia."],
			["0x89", "bad Wrong chain: this is chain 137."],
		])
			expect(
				await said(
					"execution",
					executionUrl,
					changed((request) => rpcReply(request, "eth_chainId", { result })),
				),
			).toBe(words);
	});

	test("is no beacon node of any chain that is known", async () => {
		const fetch = changed(({ url }) =>
			url.endsWith("/genesis")
				? jsonReply({
						data: { genesis_validators_root: `0x${"ab".repeat(32)}` },
					})
				: null,
		);
		expect(await said("beacon", beaconUrl, fetch)).toContain("Wrong chain");
	});
});

describe("an endpoint of the wrong kind", () => {
	test("is an execution node where headers are asked for", async () => {
		// the one behind the stage speaks a little of both
		const fetch = changed(({ method }) =>
			method === "GET" ? jsonReply({}, 405) : null,
		);
		for (const role of ["beacon", "checkpoint"] as const)
			expect(await said(role, executionUrl, fetch)).toContain(
				"bad Wrong kind: this is an execution node",
			);
	});

	test("is a beacon node where proofs are asked for", async () => {
		expect(await said("execution", beaconUrl)).toContain(
			"bad Wrong kind: this is a beacon node",
		);
	});

	test("is no node: a page of a web site", async () => {
		const page: HttpReply = {
			status: 200,
			headers: { "content-type": "text/html" },
			bytes: new TextEncoder().encode("<html>Sign in to this network</html>"),
		};
		for (const role of ["beacon", "checkpoint", "execution"] as const)
			expect(await said(role, beaconUrl, async () => page)).toContain(
				"bad Answers, but not as a node does.",
			);
	});
});

describe("an endpoint that lacks something", () => {
	const without = (part: string): Fetch =>
		changed(({ url }) => (url.includes(part) ? jsonReply({}, 404) : null));

	test("serves a starting point and no headers", async () => {
		expect(await said("beacon", beaconUrl, without("/light_client/"))).toBe(
			"bad Answers, but serves no signed headers for light clients.",
		);
	});

	test("serves the newest header and no updates", async () => {
		expect(
			await said("beacon", beaconUrl, without("/light_client/updates")),
		).toContain("bad Serves the newest header, but none of the updates");
	});

	test("serves updates and no first committee", async () => {
		expect(
			await said("beacon", beaconUrl, without("/light_client/bootstrap")),
		).toContain("limited Serves signed headers.");
	});

	test("names nothing final", async () => {
		expect(
			await said("checkpoint", beaconUrl, without("/finality_checkpoints")),
		).toBe("bad Answers, but names no starting point.");
	});

	const withoutProofs = () =>
		changed((request) => {
			const { body = "" } = request;
			if (!body.includes("eth_getProof")) return null;
			const error = { error: { code: -32601, message: "method not found" } };
			const ids = [...body.matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id));
			const replies = ids.map((id) => ({ jsonrpc: "2.0", id, ...error }));
			return jsonReply(body.startsWith("[") ? replies : replies[0]);
		});

	test("serves no proofs", async () => {
		const fetch = withoutProofs();
		expect(await said("execution", executionUrl, fetch)).toContain(
			"bad Answers, but serves no proofs.",
		);
	});

	test("serves no proofs as Ethereum has them, and is of a layer 2 that may have its own", async () => {
		const { chainId } = stage.world.network;
		const trial = await tryEndpoint(
			{ fetch: withoutProofs(), clock: stage.clock },
			{ ...known(), network: undefined },
			{ chainId, role: "execution", url: executionUrl },
			never,
		);
		expect(trial).toMatchObject({
			verdict: "limited",
			says: { code: "trial.layer" },
		});
	});

	describe("of a layer 2, at the root that Ethereum has", () => {
		const atRoot = (answer: boolean | null, fetch: Fetch = stage.fetch) =>
			tryEndpoint(
				{ fetch, clock: stage.clock },
				{ ...known(), network: undefined, atRoot: async () => answer },
				{
					chainId: stage.world.network.chainId,
					role: "execution",
					url: executionUrl,
				},
				never,
			);

		test("proves there, and that is what counts", async () => {
			for (const fetch of [stage.fetch, withoutProofs()])
				expect(await atRoot(true, fetch)).toMatchObject({
					verdict: "good",
					says: { code: "trial.at-root" },
				});
		});

		test("gives no proof there, and is said to", async () => {
			const { verdict, says, more } = await atRoot(false);
			expect(verdict).toBe("limited");
			expect([says, ...more].map(({ code }) => code)).toContain(
				"trial.not-at-root",
			);
			expect(await atRoot(false, withoutProofs())).toMatchObject({
				verdict: "limited",
				says: { code: "trial.not-at-root" },
			});
		});

		test("is never asked there when it is of another chain", async () => {
			let asked = 0;
			const trial = await tryEndpoint(
				{ fetch: stage.fetch, clock: stage.clock },
				{
					...known(),
					network: undefined,
					atRoot: async () => {
						asked++;
						return true;
					},
				},
				{ chainId: 10, role: "execution", url: executionUrl },
				never,
			);
			expect(trial.verdict).toBe("bad");
			expect(asked).toBe(0);
		});
	});

	test("does not answer a method, and it is named", async () => {
		const error = { error: { code: -32601, message: "method not found" } };
		const fetch = changed((request) =>
			rpcReply(request, "eth_createAccessList", error),
		);
		const words = await said("execution", executionUrl, fetch);
		expect(words).toMatch(/^limited Serves proofs/);
		expect(words).toContain("does not answer eth_createAccessList");
	});

	test("is hours behind", async () => {
		const late = stage.clock.nowMs() + 3 * 3_600_000;
		const trial = await tryEndpoint(
			{ fetch: stage.fetch, clock: { ...stage.clock, nowMs: () => late } },
			known(),
			{
				chainId: stage.world.network.chainId,
				role: "beacon",
				url: beaconUrl,
			},
			never,
		);
		expect(trial.verdict).toBe("bad");
		expect(wordsOf(trial.says)).toContain("Out of date");
	});
});

describe("an endpoint that does not answer", () => {
	const failing =
		(code: "unreachable" | "host-denied"): Fetch =>
		async () => {
			throw new Fault(code, "no route");
		};

	test("is silent, or was not allowed", async () => {
		for (const role of ["beacon", "checkpoint", "execution"] as const) {
			expect(await said(role, beaconUrl, failing("unreachable"))).toBe(
				"bad Does not answer.",
			);
			expect(await said(role, beaconUrl, failing("host-denied"))).toBe(
				"bad The browser was not allowed to ask it.",
			);
		}
	});

	test("wants a key, is asked too often, or has an error", async () => {
		for (const [status, words] of [
			[401, "Wants a key or a login (401)"],
			[403, "Wants a key or a login (403)"],
			[429, "asked too often"],
			[503, "Answers with an error (503)"],
		] as const)
			for (const role of ["beacon", "execution"] as const)
				expect(
					await said(role, beaconUrl, async () => jsonReply({}, status)),
				).toContain(words);
	});

	test("is given up after its time, whatever it does", async () => {
		let ticks = 0;
		const trial = await tryEndpoint(
			{
				fetch: () => new Promise(() => {}),
				clock: {
					...stage.clock,
					ticksMs: () => ticks,
					sleep: async (ms) => {
						ticks += ms;
					},
				},
			},
			known(),
			{ chainId: 1, role: "beacon", url: beaconUrl },
			never,
		);
		expect(wordsOf(trial.says)).toBe("No answer within 12 seconds.");
		expect(ticks).toBe(12_000);
		expect(trial.answeredMs).toBe(null);
	});
});

describe("the screens", () => {
	test("try what is not chosen, change nothing by it, and stop all trials at once", async () => {
		const asked: string[] = [];
		const wallet = await openWallet(
			{
				...stage,
				fetch: (request) => {
					asked.push(request.url);
					return request.url.startsWith("https://slow.example")
						? new Promise((_, reject) => {
								request.signal?.addEventListener("abort", () =>
									reject(new Fault("cancelled", "stopped")),
								);
							})
						: stage.fetch(request);
				},
			},
			newDisk(),
		);
		try {
			await wallet.ui("network.choose", { name: "mainnet" });
			const list = await wallet.ui("endpoints.suggested", undefined);
			expect(list.length).toBeGreaterThan(15);
			expect(asked).toEqual([]);
			const before = await wallet.view();
			const trial = await wallet.ui("endpoints.test", {
				chainId: 1,
				role: "execution",
				url: executionUrl,
			});
			expect(wordsOf(trial.says)).toContain("Wrong chain");
			expect(asked.length).toBeGreaterThan(0);
			const slow = wallet.ui("endpoints.test", {
				chainId: 1,
				role: "beacon",
				url: "https://slow.example",
			});
			await wallet.ui("endpoints.stopTests", undefined);
			expect(wordsOf((await slow).says)).toBe("The test was stopped.");
			expect({ ...(await wallet.view()), nowMs: 0 }).toEqual({
				...before,
				nowMs: 0,
			});
		} finally {
			wallet.kill();
		}
	});

	test("refuse more trials at once than one look can have", async () => {
		const wallet = await openWallet(
			{ ...stage, fetch: () => new Promise(() => {}) },
			newDisk(),
		);
		try {
			const all = Array.from({ length: 60 }, (_, i) =>
				codeOf(
					wallet.ui("endpoints.test", {
						chainId: 1,
						role: "beacon",
						url: `https://b${i}.example`,
					}),
				),
			);
			expect(await Promise.any(all)).toBe("too-many");
			await wallet.ui("endpoints.stopTests", undefined);
			await Promise.all(all.map((one) => one.catch(() => {})));
		} finally {
			wallet.kill();
		}
	});
});
