// What a compromised engine has to play with: the signer as it ships, chains under the true rules, a person at the signer's
// own port, and orders that the wallet's own rule composed.

import type { Hex } from "../../../src/base/bytes.ts";
import { toHex, utf8 } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { addressOf } from "../../../src/crypto/secp256k1.ts";
import { canonical, json } from "../../../src/evidence/canonical.ts";
import { type Evidence, evidenceText } from "../../../src/evidence/evidence.ts";
import { transferText } from "../../../src/evidence/transfer.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import type { ScrollProfile } from "../../../src/l2/scroll/checks/profile.ts";
import { faultJson, version } from "../../../src/protocol/channel.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { exitText } from "../../../src/receipt/exit-order.ts";
import {
	composeExit,
	type ExitOrder,
	evidenceOfExit,
} from "../../../src/wallet/exit-order.ts";
import { entryOf } from "../../../src/wallet/ledger.ts";
import {
	composeTransfer,
	evidenceOfOrder,
	type Order,
} from "../../../src/wallet/order.ts";
import { viewOf } from "../../../src/wallet/order-view.ts";
import type { Chance } from "../../conformance/chance.ts";
import { madeNetwork } from "../../l1/made.ts";
import { implementationSlot } from "../../l2/rollup-world.ts";
import { scrollProfile } from "../../l2/scroll/world.ts";
import { Bench } from "../../signer/bench.ts";
import type { World } from "../../state/chain.ts";
import { isBranch, treeOf } from "../json.ts";
import { type At, type Ground, groundOf, remembering } from "./chain.ts";
import type { Notes } from "./class.ts";
import { type Beside, Person } from "./person.ts";

export const phrase =
	"test test test test test test test test test test test junk";
export const password = "correct horse battery";
export const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
/** Of the account `me`: nothing that leaves the signer may hold it. */
const privateKey =
	"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

const at = (byte: string): Hex => `0x${byte.repeat(20)}`;
export const recipients = {
	account: at("22"),
	contract: at("33"),
	delegated: at("44"),
	new: at("55"),
} as const;
/** The attacker's own, and what is behind it. */
const theirs = at("66");
const behindTheirs = at("67");

export const home: L1Network = {
	...madeNetwork,
	name: "home",
	title: "Home",
	chainId: 7_331_001,
};
export const elsewhere: L1Network = {
	...madeNetwork,
	name: "elsewhere",
	title: "Elsewhere",
	chainId: 7_331_002,
	genesisValidatorsRoot: `0x${"43".repeat(32)}`,
};
export const profile: ScrollProfile = {
	...scrollProfile,
	chainId: 7_331_003,
	l1: home.name,
	l1ChainId: home.chainId,
};
const exit = profile.exit;
if (exit === undefined) throw new Error("the profile has no exit");
const gateway = exit.contracts.enforcedTxGateway;
/** The same rollup by the attacker's file: the gateway is theirs. */
export const evilProfile: ScrollProfile = {
	...profile,
	exit: {
		...exit,
		contracts: {
			...exit.contracts,
			enforcedTxGateway: {
				...gateway,
				address: theirs,
				implementation: behindTheirs,
			},
		},
	},
};
export const fileOf = (
	l1: L1Network,
	rollups: readonly ScrollProfile[] = [],
): string =>
	canonical(
		json(
			JSON.parse(JSON.stringify({ format: "sextant-network-1", l1, rollups })),
			"network",
		),
	);
/** What the person accepted. */
export const accepted = [fileOf(home, [profile]), fileOf(elsewhere)];

/** Somebody who has sent much; what they sent is public. */
const busyKey = keccak256(Uint8Array.of(42));
export const busy = {
	key: busyKey,
	address: addressOf(busyKey),
	nonce: 200,
} as const;

const code = (what: string): Hex => toHex(utf8(`code of ${what}`));
const proxy = (implementation: Hex, what: string) => ({
	code: code(what),
	storage: { [implementationSlot]: BigInt(implementation) },
});
const stateOf = (implementation: Hex): World => ({
	[me]: { nonce: 3, balance: 100n * 10n ** 18n },
	[busy.address]: { nonce: busy.nonce, balance: 10n ** 18n },
	[recipients.account]: { balance: 5n },
	[recipients.contract]: { code: "0x6001" },
	[recipients.delegated]: { code: `0xef0100${"77".repeat(20)}` },
	[gateway.address]: proxy(implementation, "a7"),
	[gateway.implementation]: { code: code("b7") },
	// byte for byte the same code, and its own behind it
	[theirs]: proxy(behindTheirs, "a7"),
	[behindTheirs]: { code: code("b7") },
});

export type Grounds = {
	readonly home: Ground;
	readonly elsewhere: Ground;
};

let grounds: Promise<Grounds> | null = null;
/** Made once in a process: they never change. At home, the gateway's code changes with the last head. */
const openGrounds = (): Promise<Grounds> => {
	grounds ??= (async () => ({
		home: await groundOf(home, "home", [
			[140, stateOf(gateway.implementation)],
			[150, stateOf(gateway.implementation)],
			[152, stateOf(behindTheirs)],
		]),
		elsewhere: await groundOf(elsewhere, "elsewhere", [
			[150, stateOf(gateway.implementation)],
		]),
	}))();
	return grounds;
};

/** An order as the engine has it: what it offers, and what it shows of it. */
export type Made = {
	readonly id: string;
	readonly text: string;
	readonly evidence: string;
	readonly view: OrderView;
};

let sealed: Promise<{
	readonly stored: Bench["stored"];
	readonly session: string | null;
}> | null = null;

export class Stage {
	readonly grounds: Grounds;
	readonly bench: Bench;
	readonly person: Person;
	/** Where the vault is sealed and no engine was compromised yet. */
	readonly #clean: { stored: Bench["stored"]; session: string | null };
	#count = 0;
	#asked = 0;
	/** Every message that was sent to the signer, for those who say it again. */
	readonly said: { readonly method: string; readonly params: unknown }[] = [];
	/** What came back that must never come. */
	readonly leaks: string[] = [];

	private constructor(
		grounds: Grounds,
		bench: Bench,
		clean: { stored: Bench["stored"]; session: string | null },
	) {
		this.grounds = grounds;
		this.bench = bench;
		this.#clean = clean;
		this.person = new Person(bench, {
			grounds: [grounds.home, grounds.elsewhere],
			rollupTitle: (chainId) =>
				chainId === profile.chainId ? profile.title : null,
			isKnownStep: (chainId, { contract }, headSlot) => {
				const head = grounds.home.heads.find(({ slot }) => slot === headSlot);
				return (
					chainId === home.chainId &&
					contract === gateway.address &&
					head?.world[gateway.address]?.storage?.[implementationSlot] ===
						BigInt(gateway.implementation)
				);
			},
		});
	}

	static async open(): Promise<Stage> {
		const made = await openGrounds();
		const nowMs = (at150(made.home).header.value.timestampS + 20) * 1000;
		sealed ??= (async () => {
			const first = new Bench(nowMs, accepted, remembering);
			await first.open();
			await first.screen("keys.create", { phrase, password });
			for (const ground of [made.home, made.elsewhere])
				await first.screen("anchor.accept", {
					network: ground.network.name,
					root: ground.root,
				});
			first.signer.close();
			return { stored: first.stored, session: first.session };
		})();
		const { stored } = await sealed;
		// the session's key was cleared when the first was closed: the password opens it once more
		const bench = new Bench(nowMs, accepted, remembering);
		bench.stored = stored;
		await bench.open();
		await bench.screen("keys.unlock", { password });
		const stage = new Stage(made, bench, {
			stored: bench.stored,
			session: bench.session,
		});
		stage.#listen();
		return stage;
	}

	/** The signer begins anew, over what was sealed before anything was attacked, with an honest engine's first words. */
	async anew(): Promise<void> {
		const { bench } = this;
		bench.signer.close();
		await new Promise((done) => setTimeout(done, 0));
		bench.stored = this.#clean.stored;
		bench.session = this.#clean.session;
		bench.failSave = false;
		bench.failSigned = false;
		bench.timers = [];
		bench.nowMs =
			(at150(this.grounds.home).header.value.timestampS + 20) * 1000;
		this.person.forget();
		await bench.open();
		this.#listen();
	}

	/** Everything that the signer ever sends to the engine is looked through. */
	#listen(): void {
		this.bench.enginePort.listen((message) => {
			const text = JSON.stringify(message);
			if (text.includes(privateKey) || text.includes("test test test"))
				this.leaks.push(text.slice(0, 80));
		});
	}

	/** Anything, said to the signer as the engine. @throws the fault it answers with */
	say(method: string, params: unknown): Promise<unknown> {
		const id = `h${++this.#asked}`;
		const { enginePort } = this.bench;
		if (this.said.length < 64) this.said.push({ method, params });
		else this.said[this.#asked % 64] = { method, params };
		return new Promise((resolve, reject) => {
			const stop = enginePort.listen((message) => {
				const reply = treeOf(JSON.stringify(message));
				if (!isBranch(reply) || reply.id !== id) return;
				stop();
				if (reply.fault === undefined) resolve(reply.ok);
				else {
					const { code: named, detail } = faultJson(reply.fault, "fault");
					reject(new Fault(named, detail));
				}
			});
			enginePort.send({ v: version, id, method, params });
		});
	}

	/** What the signer signed since it began, as an honest engine would list it. */
	outstanding(): readonly Hex[] {
		return this.bench.signed.slice(this.signedBefore).map(({ raw }) => raw);
	}
	signedBefore = 0;

	nextId(): string {
		return `order ${++this.#count}`;
	}

	transfer(
		chance: Chance,
		how: {
			readonly id?: string;
			readonly head?: At;
			readonly to?: Hex;
			readonly origin?: string | null;
			readonly outstanding?: readonly Hex[];
		} = {},
	): Made {
		const head = how.head ?? at150(this.grounds.home);
		const to = how.to ?? chance.pick(Object.values(recipients));
		const recipient = head.account(to);
		const order = composeTransfer({
			id: how.id ?? this.nextId(),
			origin:
				how.origin === undefined
					? chance.pick([null, "https://dapp.example"])
					: how.origin,
			valueWei: BigInt(1 + chance.below(1_000_000_000)) * 1_000_000n,
			sender: head.account(me),
			recipient,
			code: head.code(to),
			header: head.header,
			outstanding: how.outstanding ?? this.outstanding(),
			tipWei: 1_000_000_000n,
			nowMs: head.header.value.timestampS * 1000 + 20_000,
		});
		return madeOf(order, transferText(order.transfer), evidenceOfOrder(order));
	}

	/** A step of an exit by this profile, at that head. */
	step(
		chance: Chance,
		by: ScrollProfile = profile,
		head: At = at150(this.grounds.home),
		how: { readonly id?: string; readonly amountWei?: bigint } = {},
	): Made {
		const contract = by.exit?.contracts.enforcedTxGateway;
		if (contract === undefined) throw new Error("no exit");
		const word = head.word(contract.address, implementationSlot);
		const behind: Hex = `0x${word.value.word.toString(16).padStart(40, "0")}`;
		const order = composeExit({
			id: how.id ?? this.nextId(),
			profile: by,
			step: {
				kind: "scroll-force",
				via: "messenger",
				amountWei: how.amountWei ?? BigInt(1 + chance.below(1_000_000)),
				gasLimit: 1_000_000,
				feeWei: 10n ** 17n,
			},
			facts: {
				sender: head.account(me),
				header: head.header,
				contract: head.account(contract.address),
				implementation: { slot: word, account: head.account(behind) },
				code: null,
			},
			gasLimit: 300_000,
			outstanding: this.outstanding(),
			tipWei: 1_000_000_000n,
			nowMs: head.header.value.timestampS * 1000 + 20_000,
		});
		return madeOf(order, exitText(order.transfer), evidenceOfExit(order));
	}

	/** @returns whether the signer holds it */
	async offer(
		{ id, text, evidence }: Pick<Made, "id" | "text" | "evidence">,
		notes: Notes,
	): Promise<boolean> {
		const before = notes.refused.length;
		await notes.hear(this.say("order.offer", { id, order: text, evidence }));
		return notes.refused.length === before;
	}
}

export const at150 = ({ heads }: Ground): At => headAt(heads, 150);
export const headAt = (heads: readonly At[], slot: number): At => {
	const found = heads.find((head) => head.slot === slot);
	if (found === undefined) throw new RangeError(`no head ${slot}`);
	return found;
};

const madeOf = (
	order: Order | ExitOrder,
	text: string,
	evidence: Evidence,
): Made => ({
	id: order.transfer.id,
	text,
	evidence: evidenceText(evidence),
	view: viewOf(entryOf(order)),
});

/** What an honest engine shows of these orders. */
export const honestly = (...made: readonly Made[]): Beside => ({
	orders: made.map(({ view }) => view),
	titles: new Map([home, elsewhere].map((one) => [one.chainId, one.title])),
});
