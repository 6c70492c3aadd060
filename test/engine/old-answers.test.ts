// Every way by which a value of a chain leaves the engine, and what becomes of it when the wallet is out of touch: its beacons
// are silent, or answer with the same old head, while the execution endpoint serves proofs as before. One list for all: a new
// method has to be put on it to compile, and is held to what it says there.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { freshReader } from "../../src/engine/fresh-reader.ts";
import type { Reader } from "../../src/engine/reader.ts";
import { orderPolicy } from "../../src/evidence/l1-order.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import { page, ui } from "../../src/protocol/methods.ts";
import { giveLeave } from "../decide.ts";
import { filesUnder } from "../source-tree.ts";
import {
	beaconUrl,
	me,
	newDisk,
	openStage,
	password,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const origin = "https://dapp.example";
/** Of the world's own: what was asked about while it was young. */
type Young = { readonly block: string; readonly mined: Hex };

/** Nothing in the answer is of a chain; or the questions of which each is refused once the wallet is out of touch. */
type PageCase =
	| "nothing of a chain"
	| ((young: Young) => readonly (readonly unknown[])[]);

const tags = ({ block }: Young): readonly string[] => [
	"latest",
	"finalized",
	"safe",
	// the head is what says that this block is still of the chain
	block,
];

const mail = {
	types: { Mail: [{ name: "text", type: "string" }] },
	primaryType: "Mail",
	domain: { name: "Mail" },
	message: { text: "hello" },
};

const pageCases: { readonly [method in keyof typeof page]: PageCase } = {
	eth_chainId: "nothing of a chain",
	net_version: "nothing of a chain",
	eth_accounts: "nothing of a chain",
	eth_requestAccounts: "nothing of a chain",
	wallet_switchEthereumChain: "nothing of a chain",
	wallet_getPermissions: "nothing of a chain",
	wallet_requestPermissions: "nothing of a chain",
	wallet_revokePermissions: "nothing of a chain",
	// it asks the person; its calls are orders
	wallet_sendCalls: "nothing of a chain",
	// a batch of its own has to be there: test/engine/batches.test.ts
	wallet_getCallsStatus: "nothing of a chain",
	wallet_showCallsStatus: "nothing of a chain",
	wallet_getCapabilities: "nothing of a chain",
	eth_blockNumber: () => [[]],
	eth_getBalance: (young) => tags(young).map((tag) => [me, tag]),
	eth_getTransactionCount: (young) => tags(young).map((tag) => [me, tag]),
	eth_getCode: (young) => tags(young).map((tag) => [me, tag]),
	eth_getStorageAt: (young) => tags(young).map((tag) => [me, "0x0", tag]),
	eth_getProof: (young) => tags(young).map((tag) => [me, [], tag]),
	eth_call: (young) => tags(young).map((tag) => [{ to: me }, tag]),
	eth_estimateGas: (young) =>
		tags(young).map((tag) => [{ from: me, to: me }, tag]),
	eth_getBlockByNumber: (young) => tags(young).map((tag) => [tag, false]),
	eth_getTransactionByHash: ({ mined }) => [[mined]],
	eth_getTransactionReceipt: ({ mined }) => [[mined]],
	eth_sendTransaction: () => [[{ from: me, to: me, value: "0x1" }]],
	personal_sign: () => [["0x68656c6c6f", me]],
	eth_signTypedData_v3: () => [[me, mail]],
	eth_signTypedData_v4: () => [[me, mail]],
	// never made
	eth_sign: "nothing of a chain",
	eth_signAuthorization: "nothing of a chain",
	wallet_signAuthorization: "nothing of a chain",
	sextant_getVerifiedBalance: () => [[{ address: me }]],
};

/** Answered without a person who decides, so its answer can be looked for while the world is young. */
const isAnswered = (method: string): boolean =>
	method !== "eth_sendTransaction" && !method.includes("sign");

type UiCase =
	| "nothing of a chain"
	/** Carries its time, and says itself that it is too old. */
	| "says it is old"
	/** What is given out as of now, or rests on what is of now. */
	| "refused"
	/** A file or a screen about something that was: each part has its time, and none is called the present. */
	| "a record"
	/** An order on L1: made on what the guarded reader gives, and held to the ages of orders besides (test/exit, test/receipt). */
	| "an order";

const uiCases: { readonly [method in keyof typeof ui]: UiCase } = {
	"view.get": "says it is old",
	"trail.get": "says it is old",
	"layer.pins": "refused",
	"evidence.export": "refused",
	"order.prepare": "refused",
	"order.replace": "an order",
	"delegation.look": "refused",
	"delegation.prepare": "an order",
	"exit.step": "an order",
	"exit.leave": "an order",
	"exit.begin": "an order",
	"exit.drill": "an order",
	"exit.ways": "a record",
	"exit.export": "a record",
	"exit.keptExport": "a record",
	"exit.import": "a record",
	"halt.export": "a record",
	"receipt.export": "a record",
	"message.export": "a record",
	"message.forget": "nothing of a chain",
	"batch.stop": "nothing of a chain",
	"batch.forget": "nothing of a chain",
	"order.get": "a record",
	// held to the age limit of checkpoints (test/l1/checkpoint.test.ts)
	"checkpoint.find": "a record",
	"checkpoint.look": "a record",
	"network.import": "nothing of a chain",
	"network.list": "nothing of a chain",
	"network.file": "nothing of a chain",
	"network.forget": "nothing of a chain",
	"network.choose": "nothing of a chain",
	"endpoints.set": "nothing of a chain",
	"endpoints.suggested": "nothing of a chain",
	// of an endpoint, with the age it gave itself; no number of an account
	"endpoints.test": "nothing of a chain",
	"endpoints.stopTests": "nothing of a chain",
	"checkpoint.accept": "nothing of a chain",
	"account.select": "nothing of a chain",
	"account.arrange": "nothing of a chain",
	"amounts.hide": "nothing of a chain",
	"contacts.set": "nothing of a chain",
	"explorer.choose": "nothing of a chain",
	"alerts.choose": "nothing of a chain",
	// for each chain by itself
	"account.look": "refused",
	"sync.retry": "nothing of a chain",
	// what is proved of a Safe is read anew each time
	"safe.look": "refused",
	"safe.keep": "refused",
	"safe.propose": "refused",
	"safe.nest": "refused",
	"safe.ask": "refused",
	"safe.import": "refused",
	"safe.approve": "refused",
	"safe.execute": "refused",
	"safe.export": "a record",
	"safe.seen": "nothing of a chain",
	"safe.forget": "nothing of a chain",
	"safe.drop": "nothing of a chain",
	"safe.leave": "nothing of a chain",
	// reads the present, to say and to store what the contract answers now
	"token.look": "refused",
	"token.add": "refused",
	"token.remove": "nothing of a chain",
	"activity.export": "a record",
	"arrival.found": "a record",
	"arrival.look": "refused",
	"said.balance": "refused",
	"arrival.stop": "nothing of a chain",
	// refused once anything is on the list, as allowances are
	"collectible.look": "nothing of a chain",
	"collectible.add": "refused",
	"collectible.remove": "nothing of a chain",
	"collectible.picture": "refused",
	// it reads the same first, where a gateway is chosen
	"collectible.fetch": "nothing of a chain",
	"gateway.setting": "nothing of a chain",
	"gateway.choose": "nothing of a chain",
	"price.setting": "nothing of a chain",
	"price.choose": "nothing of a chain",
	// off here; its reads are refused as those of allowances are
	"price.look": "nothing of a chain",
	"allowance.look": "refused",
	"allowance.revoke": "refused",
	"token.finding": "nothing of a chain",
	"token.find": "nothing of a chain",
	// the head that they are asked at is refused: test/engine/names.test.ts
	"fees.look": "refused",
	"ens.resolve": "refused",
	"ens.reverse": "refused",
	"order.forget": "nothing of a chain",
	"exit.forget": "nothing of a chain",
	"site.answer": "nothing of a chain",
	"site.list": "nothing of a chain",
	"site.forget": "nothing of a chain",
	"site.revoke": "nothing of a chain",
	"site.block": "nothing of a chain",
	"site.unblock": "nothing of a chain",
	"diagnostics.get": "nothing of a chain",
	ping: "nothing of a chain",
};

let stage: Stage;
let wallet: Wallet;
let ask: ReturnType<Wallet["site"]>["ask"];
let events: ReturnType<Wallet["site"]>["events"];
let young: Young;
let trailId = "";
let beacons: "true" | "silent" | "withholding" = "true";
let laterMs = 0;
let headMs = 0;
/** What the beacons answered while they were true, by path. */
const held = new Map<string, Awaited<ReturnType<Stage["fetch"]>>>();

beforeAll(async () => {
	const made = await openStage();
	stage = {
		...made,
		clock: { ...made.clock, nowMs: () => made.world.nowMs() + laterMs },
		fetch: async (request) => {
			if (!request.url.startsWith(beaconUrl)) return made.fetch(request);
			if (beacons === "silent") throw new Fault("unreachable", "withheld");
			const old = held.get(request.url);
			if (beacons === "withholding" && old !== undefined) return old;
			const reply = await made.fetch(request);
			held.set(request.url, reply);
			return reply;
		},
	};
	wallet = await setUp(stage, newDisk());
	await untilTrue(
		stage,
		async () => (await wallet.view()).chains[0]?.balances[0]?.amount !== null,
		"a balance",
	);
	({ ask, events } = wallet.site(origin));
	const asked = ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => {
			const [request] = (await wallet.view()).requests;
			if (request === undefined) return false;
			await giveLeave(wallet.ui, request);
			return true;
		},
		"a question",
	);
	await asked;
	const block = String(await ask("eth_blockNumber"));
	const found = await stage.world.anvil.call("eth_getBlockByNumber", [
		block,
		false,
	]);
	const [mined] = JSON.parse(JSON.stringify(found)).transactions;
	young = { block, mined };
	trailId = (await wallet.view()).chains[0]?.balances[0]?.trailId ?? "";
}, 60_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const faultOf = (work: Promise<unknown>): Promise<Fault | null> =>
	work.then(
		() => null,
		(thrown: unknown) => asFault(thrown),
	);

describe("while the wallet is in touch", () => {
	test("every question on the list is answered", async () => {
		expect(Object.keys(pageCases).sort()).toEqual(Object.keys(page).sort());
		for (const [method, questions] of Object.entries(pageCases)) {
			if (typeof questions === "string" || !isAnswered(method)) continue;
			for (const params of questions(young))
				expect(
					await faultOf(whileSlotsPass(stage, ask(method, params))),
					`${method} ${JSON.stringify(params)}`,
				).toBe(null);
		}
	}, 120_000);

	test("a screen's number is not called old, and its evidence is given", async () => {
		const now = await wallet.view();
		expect(now.sync.stale).toBe(false);
		expect(now.chains[0]?.balances[0]).toMatchObject({ stale: false });
		trailId = now.chains[0]?.balances[0]?.trailId ?? "";
		expect((await wallet.ui("trail.get", { id: trailId })).stale).toBe(false);
		expect((await wallet.ui("evidence.export", { id: trailId })).file).toMatch(
			/^\{/,
		);
	});
});

const dayS = 86_400;
describe.each([
	["a second more than may be", 0],
	["a day", dayS],
	["forty days", 40 * dayS],
] as const)("out of touch for %s", (_, forS) => {
	describe.each(["withholding", "silent"] as const)(
		"with beacons that are %s",
		(how) => {
			beforeAll(async () => {
				beacons = how;
				laterMs = 0;
				const { sync } = await wallet.view();
				headMs = (sync.optimistic?.timeS ?? 0) * 1000 || headMs;
				const { answer } = orderPolicy(stage.world.network).freshness;
				laterMs = headMs + (answer + 1 + forS) * 1000 - stage.world.nowMs();
				// or every site would be refused for that alone
				await wallet.keys("keys.unlock", { password });
			});

			test("refuses every question of a site about a chain, as something that may be asked again", async () => {
				for (const [method, questions] of Object.entries(pageCases)) {
					if (typeof questions === "string") continue;
					for (const params of questions(young)) {
						const fault = await faultOf(ask(method, params));
						const name = `${method} ${JSON.stringify(params)}`;
						expect([name, fault?.code]).toEqual([
							name,
							// past the age of a checkpoint nothing follows from the old head at all
							forS > stage.world.network.maxCheckpointAgeS
								? "checkpoint-age"
								: "stale-head",
						]);
						if (fault !== null)
							expect(toRpcError(fault.code, fault.detail, "").code).toBe(
								-32000,
							);
					}
				}
			});

			test("shows the number with its age, called old, and gives out no evidence as of now", async () => {
				expect(Object.keys(uiCases).sort()).toEqual(Object.keys(ui).sort());
				const now = await wallet.view();
				expect(now.sync.stale).toBe(true);
				const [balance] = now.chains[0]?.balances ?? [];
				expect(balance).toMatchObject({ stale: true });
				expect(balance?.amount).not.toBe(null);
				expect(balance?.grade?.asOfS).toBeLessThan(now.nowMs / 1000 - forS);
				expect((await wallet.ui("trail.get", { id: trailId })).stale).toBe(
					true,
				);
				expect(
					(await faultOf(wallet.ui("evidence.export", { id: trailId })))?.code,
				).toBe("stale-head");
				const order = await faultOf(
					wallet.ui("order.prepare", {
						id: `old-${forS}-${how}`,
						chainId: stage.world.network.chainId,
						to: me,
						valueWei: "1",
					}),
				);
				expect(["stale-head", "order-stale", "checkpoint-age"]).toContain(
					order?.code,
				);
				for (const look of await wallet.ui("account.look", { addresses: [me] }))
					expect([look.found, look.fault?.code]).toEqual([
						null,
						forS > stage.world.network.maxCheckpointAgeS
							? "checkpoint-age"
							: "stale-head",
					]);
				for (const method of ["safe.look", "safe.keep"] as const)
					expect([
						method,
						(await faultOf(wallet.ui(method, { address: me })))?.code,
					]).toEqual([
						method,
						forS > stage.world.network.maxCheckpointAgeS
							? "checkpoint-age"
							: "stale-head",
					]);
				for (const method of [
					"token.look",
					"token.add",
					"allowance.look",
				] as const) {
					const asked = { chainId: stage.world.network.chainId, address: me };
					expect([
						method,
						(await faultOf(wallet.ui(method, asked)))?.code,
					]).toEqual([
						method,
						forS > stage.world.network.maxCheckpointAgeS
							? "checkpoint-age"
							: "stale-head",
					]);
				}
			});

			test("tells no site anything by itself but its chain and its accounts", () => {
				expect([...new Set(events.map(([name]) => name))].sort()).toEqual([
					"accountsChanged",
					"chainChanged",
				]);
			});
		},
	);
});

describe("the one door", () => {
	const closed = (): never => {
		throw new Fault("stale-head", "closed");
	};
	const answers: Reader = {
		chainId: 1,
		basis: async () => closed(),
		read: async () => closed(),
		block: async () => closed(),
		receipt: async () => null,
	};

	test("lets out nothing of a reader that went out of touch while it was asked", async () => {
		let asked = 0;
		const reader = freshReader(
			() => {
				// fresh when the question came, and not any more when the answer is there
				if (asked++ % 2 === 1) closed();
			},
			{ ...answers, receipt: async () => null },
		);
		expect(
			(await faultOf(reader.receipt?.("0x", "latest") ?? closed()))?.code,
		).toBe("stale-head");
		const shut = freshReader(closed, answers);
		expect(Object.keys(shut).sort()).toEqual(Object.keys(answers).sort());
		const asks: readonly (() => Promise<unknown> | undefined)[] = [
			() => shut.basis("final"),
			() => shut.read([], 1),
			() => shut.block?.("latest"),
			() => shut.receipt?.("0x", "final"),
		];
		for (const work of asks)
			expect((await faultOf(Promise.resolve().then(work)))?.code).toBe(
				"stale-head",
			);
	});

	test("is passed by the engine and the command line alike: nobody opens a reader or takes a head beside it", () => {
		const taking = filesUnder("src")
			.filter(({ path }) => /^src\/(engine|cli|exit)\//.test(path))
			.filter(({ code }) =>
				/\bopenL1Reader\(|\bsync\.(head|committee)\b/.test(code),
			)
			.map(({ path }) => path);
		expect(taking).toEqual(["src/engine/l1-chain.ts"]);
		const doors: readonly (readonly [string, RegExp])[] = [
			[
				"src/engine/l1-chain.ts",
				/freshReader\(\s*\(\) => checkTouch\("answer"\),\s*openL1Reader\(/,
			],
			[
				"src/engine/rollup-chain.ts",
				/return \(from: StateProver\): Reader =>\s*freshReader\(\(\) => l1\.checkTouch\("answer"\)[\s\S]*\bconst readerOver = readersOf\(/,
			],
		];
		for (const [path, door] of doors) {
			const text = filesUnder("src").find((file) => file.path === path)?.text;
			expect(text).toMatch(door);
			// whoever asks, in whatever lane, gets no other reader
			expect([
				...(text ?? "").matchAll(
					/\breader: (?!Reader\b|freshReader\(|readerOver\()/g,
				),
			]).toEqual([]);
		}
	});
});
