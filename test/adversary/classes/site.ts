// The hostile site: it floods, asks again and again, says one thing and then another under one name, leaves in the middle,
// and asks for transactions that the wallet does not make. It gets no signature and learns nothing of a person who did not
// let it; the windows it raises are bounded; another site's reading and the person's own payment still go.

import { openAttention } from "../../../extension/background/attention.ts";
import { asFault, Fault } from "../../../src/base/fault.ts";
import type { Chance } from "../../conformance/chance.ts";
import type { Tree } from "../json.ts";
import { type AttackClass, type Attempt, Notes } from "./class.ts";
import { connectSite } from "./eclipse.ts";
import { Home, me } from "./home.ts";

const good = "https://good.example";
type Site = ReturnType<Home["wallet"]["site"]>;

export class Stage {
	readonly home: Home;
	/** Windows opened and notifications shown. */
	windows = 0;
	/** The window for decisions closes itself after the last one. */
	#isOpen = false;
	/** One that the person connected. */
	readonly good: Site;
	#evils = 0;

	private constructor(home: Home, site: Site) {
		this.home = home;
		this.good = site;
		let state: unknown;
		const raise = async (): Promise<void> => {
			this.windows++;
		};
		const attend = openAttention({
			read: async () => state,
			write: async (next) => {
				state = next;
			},
			setBadge: async () => {},
			openWindow: async () => {
				await raise();
				this.#isOpen = true;
				return 7;
			},
			stateOf: async () => (this.#isOpen ? "behind" : "gone"),
			notify: raise,
		});
		home.onWaiting = (ids) => void attend(ids);
	}

	static async open(): Promise<Stage> {
		const home = await Home.open();
		const site = home.wallet.site(good);
		await connectSite(home, site);
		return new Stage(home, site);
	}

	/** A page of the hostile site, which the person does not know, or has connected. */
	async page(isConnected: boolean): Promise<Site> {
		const origin = `https://evil${++this.#evils}.example`;
		const site = this.home.wallet.site(origin);
		if (isConnected) await connectSite(this.home, site);
		return site;
	}

	/** The person says no to everything that sites ask for. */
	async refuseAll(notes: Notes): Promise<number> {
		const { ui } = this.home.wallet;
		const { requests, orders, messages = [] } = await this.home.wallet.view();
		const unread = messages.filter(({ state }) => state === "waiting");
		for (const { id } of [...requests, ...unread]) {
			notes.told++;
			await ui("site.answer", { id, allow: false }).catch((thrown) => {
				// it went by itself
				if (asFault(thrown).code !== "order-unknown") throw thrown;
			});
		}
		for (const { id, state, origin } of orders)
			if (state === "waiting" && origin !== null) {
				notes.told++;
				await this.home.decide(id, false, notes);
			}
		const { requests: left } = await this.home.wallet.view();
		if (left.length === 0) this.#isOpen = false;
		return requests.length;
	}
}

/** Waits for no more than that: a question to the person may never be answered. */
const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
	Promise.race([
		work,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Fault("too-slow", "it waits")), ms),
		),
	]);

const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

/** The ways to ask for something that names no account of the person, and some that do. */
const questions = (
	home: Home,
): readonly (readonly [string, readonly Tree[]])[] => [
	["eth_accounts", []],
	["eth_chainId", []],
	["eth_blockNumber", []],
	["eth_getBalance", [home.marked, "latest"]],
	["eth_getBalance", [me, "latest"]],
	["eth_getCode", [home.stage.world.contract, "latest"]],
	["eth_getProof", [home.marked, ["0x0"], "latest"]],
	["eth_call", [{ to: home.stage.world.contract, data: "0x" }, "latest"]],
	["eth_estimateGas", [{ to: home.friend, value: "0x1" }]],
	["eth_getBlockByNumber", ["latest", false]],
	["wallet_getPermissions", []],
	["wallet_getCapabilities", [me]],
	["wallet_getCallsStatus", ["x"]],
	["wallet_showCallsStatus", ["x"]],
	[
		"wallet_sendCalls",
		[
			{
				...{ version: "2.0.0", chainId: "0x1", atomicRequired: true },
				calls: [{ to: me }, { to: me }],
			},
		],
	],
	["eth_getTransactionReceipt", [`0x${"ab".repeat(32)}`]],
	["sextant_getVerifiedBalance", [{ address: me }]],
	["eth_getLogs", [{}]],
	["personal_sign", ["0x00", me]],
	["eth_sign", [me, `0x${"00".repeat(32)}`]],
	["eth_signAuthorization", [{ contractAddress: me, chainId: 1 }]],
	["wallet_signAuthorization", [{ contractAddress: me, chainId: 0 }]],
	["eth_signTypedData_v4", [me, "{}"]],
	["vault.unlock", [{ password: "x" }]],
	["order.prepare", [{ id: "x" }]],
	["order.replace", [{ id: "x", of: "x", how: "cancel" }]],
	["approval.decide", [{ id: "x", yes: true }]],
	["wallet_addEthereumChain", [{ chainId: "0x1" }]],
];

/** Does it say anything of the person? Their address in an answer that was not in the question does. */
const tellsOf = (answer: Tree, params: readonly Tree[]): boolean =>
	JSON.stringify(answer).toLowerCase().includes(me.slice(2)) &&
	!JSON.stringify(params).includes(me);

/** Transactions that are not what the wallet makes: each is carried out as asked, or refused. */
const strange: readonly (readonly [
	string,
	{ readonly [name: string]: Tree },
])[] = [
	["type 3", { type: "0x3" }],
	["type 4", { type: "0x4" }],
	["type 5", { type: "0x5" }],
	["type 0x7f", { type: "0x7f" }],
	["blobs", { blobVersionedHashes: [`0x01${"00".repeat(31)}`] }],
	[
		"an authorization",
		{ authorizationList: [{ address: me, chainId: "0x0" }] },
	],
	["an access list", { accessList: [{ address: me, storageKeys: [] }] }],
	["another chain", { chainId: "0x1" }],
	["a nonce of its own", { nonce: "0x0" }],
	["call data", { data: "0xa9059cbb" }],
	["two kinds of data", { data: "0x", input: "0xa9059cbb" }],
	["no recipient", { to: null }],
	["a sender it may not see", { from: `0x${"12".repeat(20)}` }],
	["more than there is", { value: `0x${"f".repeat(60)}` }],
	["a value below nothing", { value: "-0x1" }],
	["a value as a number", { value: 5 }],
];

type Play = {
	readonly name: string;
	readonly run: (stage: Stage, chance: Chance, notes: Notes) => Promise<void>;
};

export const plays: readonly Play[] = [
	{
		name: "a flood of readings",
		run: async (stage, chance, notes) => {
			const site = await stage.page(chance.below(3) > 0);
			const asked = questions(stage.home);
			const flood = Array.from({ length: 60 + chance.below(120) }, () => {
				const [method, params] = chance.pick(asked);
				return notes.hear(within(site.ask(method, params), 4_000));
			});
			const [reading, hash] = await Promise.all([
				notes.hear(
					within(
						stage.home.meanwhile(
							stage.good.ask("eth_getBalance", [stage.home.marked, "latest"]),
						),
						6_000,
					),
				),
				stage.home.pay(chance, notes),
			]);
			if (reading === null) notes.find("stuck", "another site's reading");
			if (hash === null) notes.find("stuck", "the person's payment in a flood");
			await Promise.all(flood);
		},
	},
	{
		name: "a stranger's questions",
		run: async (stage, chance, notes) => {
			const site = await stage.page(false);
			for (let i = 0; i < 8; i++) {
				const [method, params] = chance.pick(questions(stage.home));
				const answer = await notes.hear(within(site.ask(method, params), 400));
				notes.compared++;
				if (answer !== null && tellsOf(answer, params))
					notes.find("problem", `${method} tells a stranger of the person`);
				const isFree = [
					"eth_accounts",
					"eth_chainId",
					"eth_blockNumber",
					"wallet_getPermissions",
				];
				if (answer !== null && !isFree.includes(method))
					notes.find("problem", `${method} is answered to a stranger`);
			}
		},
	},
	{
		name: "questions while it is locked",
		run: async (stage, chance, notes) => {
			const { keys } = stage.home.wallet;
			await keys("keys.lock", undefined);
			await pause(20);
			const sites = [stage.good, await stage.page(false)];
			for (let i = 0; i < 6; i++) {
				const site = chance.pick(sites);
				const [method, params] = chance.pick([
					...questions(stage.home).slice(0, 14),
					["eth_requestAccounts", []] as const,
					["wallet_requestPermissions", [{ eth_accounts: {} }]] as const,
				]);
				const answer = await notes.hear(within(site.ask(method, params), 150));
				notes.compared++;
				if (answer !== null && tellsOf(answer, params))
					notes.find("problem", `${method} tells of the person while locked`);
			}
			if ((await stage.home.wallet.view()).requests.length > 0)
				for (const { id, kind, origin, says } of (
					await stage.home.wallet.view()
				).requests) {
					// a yes is nothing to say while it is locked
					await stage.home.wallet
						.ui("site.answer", { id, allow: true, origin, kind, says })
						.then(() => notes.told++)
						.catch((thrown) => notes.refused.push(asFault(thrown).code));
				}
			await stage.home.tidy(notes);
		},
	},
	{
		name: "the same question after every no",
		run: async (stage, chance, notes) => {
			const site = await stage.page(false);
			const before = stage.windows;
			const times = 20 + chance.below(40);
			let refusals = 0;
			for (let i = 0; i < times; i++) {
				const asked = notes.hear(
					within(site.ask("eth_requestAccounts", [], `again ${i}`), 300),
				);
				await pause(2);
				refusals += await stage.refuseAll(notes);
				await asked;
			}
			const raised = stage.windows - before;
			if (raised > 10)
				notes.find("problem", `${raised} windows after ${refusals} refusals`);
		},
	},
	{
		name: "one id for two questions",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const [one, two] = [
				[
					"eth_sendTransaction",
					[{ from: me, to: stage.home.friend, value: "0x1" }],
				],
				[
					"eth_sendTransaction",
					[{ from: me, to: stage.home.marked, value: "0xffff" }],
				],
			] as const;
			const id = `same ${chance.below(1_000_000)}`;
			const first = notes.hear(within(site.ask(one[0], one[1], id), 1_500));
			await pause(chance.below(60));
			const second = notes.hear(within(site.ask(two[0], two[1], id), 1_500));
			await stage.home
				.meanwhile(Promise.all([first, second]), 4)
				.catch(() => {});
			const { orders } = await stage.home.wallet.view();
			const waiting = orders.filter(
				({ state, origin }) => state === "waiting" && origin !== null,
			);
			// the person refuses them all the same
			if (waiting.length > 1)
				notes.find("problem", `${waiting.length} orders out of one id`);
			await stage.refuseAll(notes);
		},
	},
	{
		name: "a transaction that is not what this wallet makes",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const [name, fields] = chance.pick(strange);
			const request = {
				from: me,
				to: stage.home.friend,
				value: "0x5",
				...fields,
			};
			const asked = notes.hear(
				within(site.ask("eth_sendTransaction", [request]), 1_200),
			);
			await stage.home.meanwhile(asked, 5).catch(() => {});
			const { orders } = await stage.home.wallet.view();
			for (const { state, origin, to } of orders)
				if (state === "waiting" && origin !== null)
					notes.find("problem", `${name} becomes a payment to ${to}`);
			await stage.refuseAll(notes);
		},
	},
	{
		name: "an order that nobody decides",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const request = { from: me, to: stage.home.friend, value: "0x7" };
			const asked = notes.hear(
				within(site.ask("eth_sendTransaction", [request]), 2_000),
			);
			if (chance.below(2) === 0) site.end.send({ bye: true });
			await stage.home.meanwhile(asked, 3).catch(() => {});
			// the person pays without having looked at it
			const id = stage.home.nextId();
			const own = await notes.hear(
				stage.home.meanwhile(
					stage.home.wallet.ui("order.prepare", {
						id,
						chainId: stage.home.stage.world.network.chainId,
						to: stage.home.friend,
						valueWei: "11",
					}),
				),
			);
			if (own === null)
				notes.find(
					"stuck",
					"a site's undecided order stands before the person's",
				);
			else await stage.home.decide(id, chance.below(2) === 0, notes);
			await stage.refuseAll(notes);
		},
	},
	{
		name: "many orders at once",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const many = Array.from({ length: 2 + chance.below(20) }, (_, i) =>
				notes.hear(
					within(
						site.ask("eth_sendTransaction", [
							{
								from: me,
								to: stage.home.friend,
								value: `0x${(i + 1).toString(16)}`,
							},
						]),
						1_000,
					),
				),
			);
			await stage.home.meanwhile(Promise.all(many), 6).catch(() => {});
			await stage.refuseAll(notes);
			await pause(20);
			await stage.refuseAll(notes);
		},
	},
	{
		name: "words that are no request",
		run: async (stage, chance, notes) => {
			const site = await stage.page(chance.below(2) === 0);
			const odd: readonly unknown[] = [
				null,
				"text",
				{ v: 1, id: 5, method: "eth_accounts" },
				{ v: 2, id: "x", method: "eth_accounts", params: null },
				{ v: 1, id: "y".repeat(100), method: "eth_accounts", params: null },
				{ v: 1, id: "a", method: "__proto__", params: null },
				{ v: 1, id: "b", method: "constructor", params: [] },
				{
					v: 1,
					id: "c",
					method: "eth_call",
					params: [{ to: "x".repeat(500_000) }],
				},
				{ id: "d", ok: { accounts: [me] } },
				{ event: "view", data: {} },
			];
			for (let i = 0; i < 20; i++) site.end.send(chance.pick(odd));
			for (let i = 0; i < 3; i++) {
				const method = chance.pick([
					"eth_call",
					"eth_getBalance",
					"eth_getProof",
					"eth_getStorageAt",
				]);
				const params = chance.pick<readonly Tree[]>([
					[[], [], [], []],
					[{}, {}],
					["0x", "latest"],
					[null],
					["0x".padEnd(200_000, "f")],
				]);
				await notes.hear(within(site.ask(method, params), 500));
			}
		},
	},
	{
		name: "a page that goes in the middle",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const request = { from: me, to: stage.home.friend, value: "0x9" };
			void site.ask("eth_sendTransaction", [request]).catch(() => {});
			void site.ask("eth_requestAccounts").catch(() => {});
			await pause(chance.below(80));
			site.leave();
			await stage.home.slot();
			await pause(20);
			await stage.refuseAll(notes);
		},
	},
	{
		name: "permissions taken back in the middle",
		run: async (stage, chance, notes) => {
			const site = await stage.page(true);
			const request = { from: me, to: stage.home.friend, value: "0x3" };
			const asked = notes.hear(
				within(site.ask("eth_sendTransaction", [request]), 1_000),
			);
			if (chance.below(2) === 0)
				await notes.hear(site.ask("wallet_revokePermissions", [{}]));
			await stage.home.meanwhile(asked, 3).catch(() => {});
			const answer = await notes.hear(within(site.ask("eth_accounts"), 500));
			void answer;
			await stage.refuseAll(notes);
		},
	},
];

const openSite = async () => {
	const stage = await Stage.open();
	let number = 0;
	const attempt = async (chance: Chance): Promise<Attempt> => {
		const notes = new Notes();
		const play = chance.pick(plays);
		try {
			await play.run(stage, chance, notes);
		} catch (thrown) {
			notes.find("problem", `${play.name}: ${String(thrown).slice(0, 200)}`);
		}
		stage.home.judge(notes);
		if (++number % 8 === 0) {
			const after = new Notes();
			if (!(await stage.home.recover()))
				notes.find("stuck", `does not recover: ${await stage.home.state()}`);
			else if ((await stage.home.pay(chance, after)) === null)
				notes.find("stuck", `no payment afterwards: ${after.refused}`);
			stage.home.judge(after);
			notes.signed += after.signed;
			notes.found.push(...after.found);
		}
		return notes.as(play.name);
	};
	return { attempt, close: () => stage.home.close() };
};

export const siteClass: AttackClass = {
	name: "site",
	says: "sites that flood, ask again, and leave in the middle",
	share: 3,
	open: openSite,
};
