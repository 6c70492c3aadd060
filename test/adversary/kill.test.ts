// Engine and signer are killed at each step of a send, before and after each thing that is put on disk, and while an
// endpoint holds the transaction. What comes up again must lose nothing and send nothing twice.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { type Store, tables } from "../../src/source/ports.ts";
import { webClock } from "../../src/web/clock.ts";
import { withBody } from "./exchange.ts";
import type { Lie } from "./lie.ts";
import { pause, press, until } from "./person.ts";
import { plansOf, type Scene, type Seat, startMadeScene } from "./scene.ts";
import { openWallet, setUpWallet } from "./wallet.ts";

let scene: Scene;
let seats: readonly Seat[];
let base: Store;
let me: Hex;

const never = new Promise<never>(() => {});
beforeAll(async () => {
	scene = await startMadeScene();
	seats = await scene.seats();
	base = memoryStore();
	const wallet = await setUpWallet(
		{
			file: scene.file,
			network: scene.network,
			chains: plansOf(seats),
			clock: webClock,
			store: base,
		},
		await scene.finalizedRoot(),
	);
	await until(() => wallet.view().account !== null);
	me = wallet.view().account ?? "0x";
	wallet.close();
});
afterAll(async () => {
	await scene?.stop();
});

const copyOf = async (store: Store): Promise<Store> => {
	const copy = memoryStore();
	for (const table of tables)
		for (const key of await store.keys(table)) {
			const value = await store.get(table, key);
			if (value !== undefined) await copy.put(table, key, value);
		}
	return copy;
};

type Moment = "before" | "after";

/** The same disk for a wallet that dies at its n-th order on it: from then on nothing it does reaches the disk. */
const mortal = (
	disk: Store,
	at: number,
	moment: Moment,
	die: () => void,
): Store => {
	let orders = 0;
	let dead = false;
	const write = async (
		writesOrder: boolean,
		work: () => Promise<void>,
	): Promise<void> => {
		if (dead) return never;
		const isTheOne = writesOrder && ++orders === at;
		if (isTheOne && moment === "before") {
			dead = true;
			die();
			return never;
		}
		await work();
		if (!isTheOne) return;
		dead = true;
		die();
		return never;
	};
	return {
		get: disk.get,
		keys: disk.keys,
		put: (table, key, value) =>
			write(table === "orders", () => disk.put(table, key, value)),
		delete: (table, key) => write(false, () => disk.delete(table, key)),
		putAll: (entries) =>
			write(
				entries.some(({ table }) => table === "orders"),
				() => disk.putAll(entries),
			),
	};
};

const count = async (of: Hex): Promise<number> =>
	Number(
		await scene.truth(scene.l1)("eth_getTransactionCount", [of, "latest"]),
	);
const balance = async (of: Hex): Promise<bigint> =>
	BigInt(String(await scene.truth(scene.l1)("eth_getBalance", [of, "latest"])));

/** Sends once, with a death on the way. @returns whether it died */
const sendWithDeath = async (
	id: string,
	valueWei: bigint,
	make: (disk: Store, die: () => void) => Store,
): Promise<boolean> => {
	const disk = await copyOf(base);
	let isDead = false;
	const nonce = await count(me);
	const before = await balance(scene.friend);
	const first = await openWallet(
		webClock,
		make(disk, () => {
			isDead = true;
		}),
	);
	await press(scene, first, { id, valueWei }, () => isDead);
	first.close();
	const second = await openWallet(webClock, disk);
	await press(scene, second, { id, valueWei });
	// Time enough for a second one to come through, if there were one.
	await pause(1_500);
	second.close();
	expect(await count(me)).toBe(nonce + 1);
	expect((await balance(scene.friend)) - before).toBe(valueWei);
	base = disk;
	return isDead;
};

describe("a wallet that is killed in the middle of a send", () => {
	for (const at of [1, 2, 3, 4])
		for (const moment of ["before", "after"] as const)
			it(`loses nothing and sends once when it dies ${moment} order write ${at}`, async () => {
				const died = await sendWithDeath(
					`kill ${at} ${moment}`,
					BigInt(1_000 + at),
					(disk, die) => mortal(disk, at, moment, die),
				);
				// There may be fewer writes than that; the first ones are always there.
				if (at <= 3) expect(died).toBe(true);
			});

	it("sends once when it dies while an endpoint has taken the transaction and not yet said so", async () => {
		let kill: () => void = () => {};
		const holding: Lie = {
			name: "a transaction that is taken without a word",
			target: "execution",
			says: "Passes the transaction on and never answers.",
			ends: [],
			aside: false,
			tell: (stage) => async (ask) => {
				if (!ask.body.includes("eth_sendRawTransaction")) return null;
				const honest = await stage.honest(ask);
				setTimeout(kill, 50);
				return withBody(
					honest,
					(async function* () {
						await pause(5_000);
						yield new Uint8Array(0);
					})(),
				);
			},
		};
		const nodes = seats.filter(({ role }) => role === "execution");
		for (const { proxy } of nodes) proxy.lie(holding);
		const died = await sendWithDeath("held", 77n, (disk, die) => {
			let dead = false;
			kill = () => {
				dead = true;
				die();
				for (const { proxy } of nodes) proxy.honest();
			};
			const write = (work: () => Promise<void>): Promise<void> =>
				dead ? never : work();
			return {
				get: disk.get,
				keys: disk.keys,
				put: (...given) => write(() => disk.put(...given)),
				delete: (...given) => write(() => disk.delete(...given)),
				putAll: (...given) => write(() => disk.putAll(...given)),
			};
		});
		expect(died).toBe(true);
	});
});
