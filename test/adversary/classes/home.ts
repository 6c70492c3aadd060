// A whole wallet in process, for the attackers that stand outside of it: engine and signer as they ship, over the small true
// world, whose endpoints do as they are told. Time is the test's, and every block is known by what one account holds in it.

import { type Hex, toQuantity } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { acceptNetwork } from "../../../src/cli/signer.ts";
import { decodeSigned } from "../../../src/evidence/transaction.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import type { Chance } from "../../conformance/chance.ts";
import {
	beaconUrl,
	type Disk,
	executionUrl,
	me,
	newDisk,
	openStage,
	openWallet,
	password,
	phrase,
	type Stage,
	type Wallet,
} from "../../engine/wallet.ts";
import { bytesOf } from "../exchange.ts";
import { isBranch, type Tree } from "../json.ts";
import { type View as BeaconView, beaconAnswer } from "../made/beacon.ts";
import { Notes } from "./class.ts";
import { draw } from "./person.ts";

/** What an endpoint does. */
export type Weather = "honest" | "silent" | "error" | "old";

export const beaconNames = ["b1", "b2", "b3"] as const;
export const nodeNames = ["n1", "n2"] as const;
const all = [...beaconNames, ...nodeNames];
export type HostName = (typeof all)[number];
/** Three operators, by domain. */
export const urlOf = (name: HostName): string => `https://${name}.example`;

/** Told of every exchange; what it returns is answered in place of the truth. */
export type Teller = (
	name: HostName,
	ask: { method: string; path: string; accept: string; body: string },
) => Promise<{
	readonly status: number;
	readonly headers: { readonly [name: string]: string };
	readonly bytes: Uint8Array;
} | null>;

const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

const number = (tree: Tree | undefined): bigint =>
	typeof tree === "string" ? BigInt(tree) : -1n;

export class Home {
	readonly stage: Stage;
	readonly disk: Disk;
	wallet: Wallet;
	readonly weather = new Map<HostName, Weather>();
	teller: Teller | null = null;
	/** Milliseconds that the wallet's clock goes ahead of the chain's. */
	offsetMs = 0;
	#old: { beacon: BeaconView; block: number } | null = null;
	/** Gets the same sum in every block: what it holds names the block. */
	readonly marked: Hex;
	readonly friend: Hex;
	#at: { block: number; wei: bigint; timeS: number };
	#orders = 0;
	/** Each yes of the person: what was on screen. */
	readonly #approved = new Map<string, readonly string[]>();
	#judged = 0;
	/** What was sent once is sent again until it is mined. */
	readonly #counted = new Set<Hex>();
	/** Told what waits, as the background is. */
	onWaiting: (ids: readonly string[]) => void = () => {};

	private constructor(
		made: Stage,
		disk: Disk,
		at: { block: number; wei: bigint; timeS: number },
	) {
		const [, , marked, , , friend] = made.world.accounts;
		if (marked === undefined || friend === undefined)
			throw new Error("too few accounts");
		this.marked = marked;
		this.friend = friend;
		this.#at = at;
		this.disk = disk;
		this.stage = {
			...made,
			clock: {
				...made.clock,
				nowMs: () => made.world.nowMs() + this.offsetMs,
				// waits are cut short, and so are pauses that are counted in ticks
				ticksMs: () => made.clock.ticksMs() * 60,
				sleep: (ms, signal) => made.clock.sleep(Math.min(ms, 40), signal),
			},
			waiting: (ids) => this.onWaiting(ids),
			fetch: async (request) => {
				const url = new URL(request.url);
				const name = all.find((one) => url.hostname === `${one}.example`);
				if (name === undefined) throw new Fault("unreachable", url.hostname);
				const isBeacon = name.startsWith("b");
				const ask = {
					method: request.method,
					path: url.pathname + url.search,
					accept: request.accept,
					body: request.body ?? "",
				};
				const now = this.weather.get(name) ?? "honest";
				if (now === "silent") throw new Fault("unreachable", "withheld");
				if (now === "error")
					return { status: 503, headers: {}, bytes: bytesOf("busy") };
				const told = await this.teller?.(name, ask);
				if (told !== undefined && told !== null) return told;
				if (now === "old" && this.#old !== null && isBeacon) {
					const old = beaconAnswer(made.world.chain, this.#old.beacon, ask);
					return { ...old, bytes: old.body };
				}
				const at = toQuantity(this.#old?.block ?? 0);
				return made.fetch({
					...request,
					url: (isBeacon ? beaconUrl : executionUrl) + ask.path,
					...(now === "old" && !isBeacon
						? { body: ask.body.replaceAll('"latest"', `"${at}"`) }
						: {}),
				});
			},
		};
		this.wallet = {} as Wallet;
	}

	static async open(): Promise<Home> {
		const made = await openStage();
		const { world } = made;
		const [, , marked = "0x"] = world.accounts;
		const block = await world.anvil.call("eth_getBlockByNumber", [
			"latest",
			false,
		]);
		if (!isBranch(block)) throw new Error("no block");
		const home = new Home(made, newDisk(), {
			block: Number(number(block.number)),
			timeS: Number(number(block.timestamp)),
			wei: number(
				await world.anvil.call("eth_getBalance", [
					marked,
					block.number ?? null,
				]),
			),
		});
		await home.#setUp();
		return home;
	}

	async #setUp(): Promise<void> {
		const { network, checkpoint } = this.stage.world;
		this.wallet = await openWallet(this.stage, this.disk);
		const { ui, keys } = this.wallet;
		await acceptNetwork(keys, this.stage.file);
		await ui("network.import", { file: this.stage.file });
		await ui("network.choose", { name: network.name });
		await this.endpoints();
		await keys("keys.create", { phrase, password });
		await this.trust(checkpoint);
		// slots pass by the dozen here, and what is locked tells sites nothing
		await keys("keys.autoLock", { minutes: 1_440 });
		if (!(await this.until((view) => this.isWell(view), 60)))
			throw new Error("the wallet does not follow the honest world");
	}

	/** The person's settings anew. @param suffix makes other endpoints of them, by name */
	async endpoints(suffix = "", first: readonly HostName[] = []): Promise<void> {
		const entry = (name: HostName) => ({
			name: `${name}${suffix}`,
			url: urlOf(name),
		});
		const ordered = (names: readonly HostName[]) =>
			[...names]
				.sort((a, b) => Number(first.includes(b)) - Number(first.includes(a)))
				.map(entry);
		await this.wallet.ui("endpoints.set", {
			chainId: this.stage.world.network.chainId,
			beacon: ordered(beaconNames),
			execution: ordered(nodeNames),
			relay: [],
		});
	}

	/** The person accepts a checkpoint. */
	async trust(root: Hex): Promise<void> {
		const { name } = this.stage.world.network;
		await this.wallet.keys("anchor.accept", { network: name, root });
		await this.wallet.ui("checkpoint.accept", { root });
	}

	nowS(): number {
		return this.stage.clock.nowMs() / 1000;
	}

	/** The block in which the marked account held that, and its time; null for a sum it never held. */
	blockOf(wei: bigint): { block: number; timeS: number } | null {
		const gain = 10_000_000_000n;
		const { block, wei: was, timeS } = this.#at;
		const blocks = Number((wei - was) / gain);
		if ((wei - was) % gain !== 0n) return null;
		const { secondsPerSlot } = this.stage.world.network;
		return { block: block + blocks, timeS: timeS + blocks * secondsPerSlot };
	}
	timeOf(block: number): number {
		const { secondsPerSlot } = this.stage.world.network;
		return this.#at.timeS + (block - this.#at.block) * secondsPerSlot;
	}

	/** From now on "old" endpoints serve what is so now. */
	keepOld(): void {
		const view = this.stage.world.view();
		this.#old = {
			beacon: view,
			block: view.head.header.execution.blockNumber,
		};
	}

	isWell(view: WalletView): boolean {
		const head = view.sync.optimistic;
		return (
			view.stopped === null &&
			head !== null &&
			this.nowS() - head.timeS < 60 &&
			(view.chains[0]?.balances[0]?.amount ?? null) !== null
		);
	}

	/** The wallet has the newest head there is, or had time enough for it. */
	async #caughtUp(withinMs: number): Promise<void> {
		const { timeS } = this.#newest();
		const end = performance.now() + withinMs;
		while (performance.now() < end) {
			const { sync } = await this.wallet.view();
			if ((sync.optimistic?.timeS ?? 0) >= timeS) return;
			await pause(8);
		}
	}

	#newest(): { readonly timeS: number } {
		const { optimistic } = this.stage.world.view();
		return { timeS: optimistic.attestedHeader.execution.timestamp };
	}

	/** A slot passes, and the wallet hears of it, where anybody tells it. */
	async slot(withinMs = 2_000): Promise<void> {
		await this.stage.world.advance();
		await this.#caughtUp(withinMs);
	}

	/** Slots pass until it holds. @returns whether it does */
	async until(
		holds: (view: WalletView) => boolean,
		slots: number,
	): Promise<boolean> {
		for (let i = 0; i < slots; i++) {
			for (let looks = 0; looks < 4; looks++) {
				if (holds(await this.wallet.view())) return true;
				await pause(10);
			}
			await this.slot();
		}
		return holds(await this.wallet.view());
	}

	/** Slots pass while the work goes on. */
	async meanwhile<T>(work: Promise<T>, slots = 20): Promise<T> {
		let isDone = false;
		const done = (): void => {
			isDone = true;
		};
		const ended = work.then(done, done);
		for (let i = 0; i < slots && !isDone; i++) {
			await Promise.race([ended, pause(30)]);
			if (!isDone) await this.slot();
		}
		return Promise.race([
			work,
			pause(5_000).then((): never => {
				throw new Fault("too-slow", "no answer came");
			}),
		]);
	}

	/** All is honest again, the clock is right, and the person does what the screens offer. @returns whether all is well */
	async recover(): Promise<boolean> {
		this.weather.clear();
		this.teller = null;
		this.offsetMs = 0;
		// What was told before the weather cleared may stop it a little later: the person accepts when the screen asks, and not for ever.
		for (let asked = 0; asked < 3; asked++) {
			if ((await this.wallet.view()).stopped !== null) {
				// as the screen does: without the password nothing is accepted
				await this.unlock(new Notes());
				await this.trust(this.stage.world.view().finalized.root);
				// it follows anew from there
				await this.slot();
			}
			await this.until(
				(view) => this.isWell(view) || view.stopped !== null,
				40,
			);
			const now = await this.wallet.view();
			if (now.stopped === null) return this.isWell(now);
		}
		return false;
	}

	/** How it stands with the wallet, for a report. */
	async state(): Promise<string> {
		const { stopped, sync, endpoints, chains } = await this.wallet.view();
		const head = sync.optimistic;
		return [
			stopped?.code ?? sync.phase,
			`head ${head === null ? "none" : `${Math.round(this.nowS() - head.timeS)} s old`}`,
			...endpoints.map(({ name, state, fault }) =>
				[name, state, fault?.code ?? ""].join(" ").trim(),
			),
			...(chains[0]?.balances ?? []).map(({ amount }) => `balance ${amount}`),
		].join(", ");
	}

	nextId(): string {
		return `mine ${++this.#orders}`;
	}

	async unlock(notes: Notes): Promise<void> {
		const { keys } = this.wallet;
		const { unlocked } = await keys("keys.status", undefined);
		if (!unlocked) await notes.hear(keys("keys.unlock", { password }));
	}

	/** What a person does who wants to go on: unlocks, and drops what waits. */
	async tidy(notes: Notes): Promise<void> {
		const { ui } = this.wallet;
		await this.unlock(notes);
		for (const { id, state } of (await this.wallet.view()).orders)
			if (state === "waiting") await notes.hear(ui("order.forget", { id }));
	}

	/** The person pays; slots pass meanwhile. @returns its hash, or null when it does not go */
	async pay(chance: Chance, notes: Notes): Promise<Hex | null> {
		await this.tidy(notes);
		const id = this.nextId();
		const valueWei = String(1 + chance.below(1_000_000));
		const order = await notes.hear(
			this.meanwhile(
				this.wallet.ui("order.prepare", {
					id,
					chainId: this.stage.world.network.chainId,
					to: this.friend,
					valueWei,
				}),
			),
		);
		return order === null ? null : this.decide(id, true, notes);
	}

	/** The person decides what the window draws under that id. */
	async decide(id: string, yes: boolean, notes: Notes): Promise<Hex | null> {
		const view = await this.wallet.view();
		const held = await notes.hear(this.wallet.keys("approval.list", undefined));
		const approval = held?.find((one) => one.id === id);
		if (approval === undefined) return null;
		const drawn = draw(
			{
				orders: view.orders,
				titles: new Map(
					view.chains.map(({ chainId, title }) => [chainId, title]),
				),
			},
			approval,
		);
		if (drawn === null) return null;
		notes.told++;
		if (yes) {
			const { chainId, to, valueWei, nonce, data } = approval;
			this.#approved.set(id, [chainId, to, valueWei, nonce, data].map(String));
		}
		const said = await notes.hear(
			this.wallet.keys(
				"approval.decide",
				yes
					? { id, yes, order: approval.order, shown: approval.shown }
					: { id, yes, order: approval.order },
			),
		);
		return said?.hash ?? null;
	}

	/** Holds everything that was sent since the last time against what the person approved. */
	judge(notes: Notes): void {
		const approved = new Set(
			[...this.#approved.values()].map((one) => one.join()),
		);
		for (const raw of this.stage.sent.slice(this.#judged)) {
			const { chainId, to, valueWei, nonce, data } =
				decodeSigned(raw).transaction;
			if (!this.#counted.has(raw)) notes.signed++;
			this.#counted.add(raw);
			const what = [chainId, to, valueWei, nonce, data].map(String).join();
			if (!approved.has(what))
				notes.find("signature", `nobody approved ${what}`);
		}
		this.#judged = this.stage.sent.length;
	}

	async close(): Promise<void> {
		this.wallet.kill();
		await this.stage.world.stop();
	}
}

export { me };
