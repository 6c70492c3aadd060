// Locked is locked for sites: what a locked wallet answers is the same for a site that the person connected and for one that
// nobody knows, and a yes given without the key counts for nothing.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import { giveLeave } from "../decide.ts";
import {
	codeOf,
	type Disk,
	isProved,
	me,
	newDisk,
	openStage,
	openWallet,
	password,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
} from "./wallet.ts";

let stage: Stage;
let disk: Disk;
let wallet: Wallet;
const known = "https://known.example";
const unknown = "https://unknown.example";
const stranger: Hex = `0x${"ab".repeat(20)}`;

const until = async (holds: () => Promise<boolean> | boolean, what: string) => {
	for (let looks = 0; looks < 200; looks++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error(`never: ${what}`);
};

const question = async (origin: string) => {
	const find = async () =>
		(await wallet.view()).requests.find((one) => one.origin === origin);
	await until(async () => (await find()) !== undefined, `asked by ${origin}`);
	const found = await find();
	if (found === undefined) throw new Error("it went away");
	return found;
};

const lock = () => wallet.keys("keys.lock", undefined);
/** Opening is slow on purpose: only when it is locked. */
const unlock = async () => {
	const { unlocked } = await wallet.keys("keys.status", undefined);
	if (!unlocked) await wallet.keys("keys.unlock", { password });
};

/** The refusal as the site gets it, without its own name. */
const told = (work: Promise<unknown>, origin: string): Promise<unknown> =>
	work.then(
		(answer) => ({ answer }),
		(thrown: unknown) => {
			const { code, detail } = asFault(thrown);
			const error = toRpcError(code, detail, "");
			return { ...error, message: error.message.replaceAll(origin, "") };
		},
	);

beforeAll(async () => {
	stage = await openStage();
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	const { ask } = wallet.site(known);
	const asked = ask("eth_requestAccounts");
	await giveLeave(wallet.ui, await question(known));
	expect(await asked).toEqual([me]);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("tells no site an account while it is locked, and no permission", async () => {
	await unlock();
	const { ask } = wallet.site(known);
	expect(await ask("eth_accounts")).toEqual([me]);
	await lock();
	expect(await ask("eth_accounts")).toEqual([]);
	expect(await ask("wallet_getPermissions")).toEqual([]);
	await unlock();
	expect(await ask("eth_accounts")).toEqual([me]);
});

test("tells an open page of the lock and of the unlock, and a new page nothing while locked", async () => {
	await unlock();
	const page = wallet.site(known);
	const accounts = (events: readonly (readonly [string, unknown])[]) =>
		events.filter(([name]) => name === "accountsChanged").map(([, to]) => to);
	await until(() => accounts(page.events).length === 1, "the first accounts");
	await lock();
	await until(() => accounts(page.events).length === 2, "the lock");
	const late = wallet.site(known);
	await until(() => accounts(late.events).length === 1, "the late page");
	expect(JSON.stringify(late.events)).not.toContain(me);
	await unlock();
	await until(() => accounts(page.events).length === 3, "the unlock");
	expect(accounts(page.events)).toEqual([[me], [], [me]]);
});

test.each([
	["eth_getBalance", [me]],
	["eth_getBalance", [stranger]],
	["eth_getTransactionCount", [me]],
	["eth_getCode", [me]],
	["eth_getStorageAt", [stranger, "0x0"]],
	["eth_getProof", [me, []]],
	["eth_call", [{ to: stranger }]],
	["eth_estimateGas", [{ from: me, to: stranger }]],
	["eth_getBlockByNumber", ["latest"]],
	["eth_getTransactionByHash", [`0x${"12".repeat(32)}`]],
	["eth_getTransactionReceipt", [`0x${"12".repeat(32)}`]],
	["eth_sendTransaction", [{ from: me, to: stranger }]],
	["eth_sendTransaction", [{ from: stranger, to: stranger }]],
	["sextant_getVerifiedBalance", [{ address: me }]],
	["eth_accounts", []],
	["eth_chainId", []],
	["wallet_getPermissions", []],
] as const)(
	"answers %s %j of a site it knows as that of one it does not, while locked",
	async (method, params) => {
		await lock();
		const one = await told(wallet.site(known).ask(method, params), known);
		const two = await told(wallet.site(unknown).ask(method, params), unknown);
		expect(one).toEqual(two);
		if (
			!["eth_accounts", "eth_chainId", "wallet_getPermissions"].includes(method)
		)
			expect(one).toMatchObject({ code: 4100, data: { code: "locked" } });
		expect((await wallet.view()).orders).toEqual([]);
		expect((await wallet.view()).requests).toEqual([]);
	},
);

test("refuses a yes to a connection while it is locked, and takes it after the unlock", async () => {
	const origin = "https://eager.example";
	await lock();
	const { ask } = wallet.site(origin);
	const asked = ask("eth_requestAccounts");
	const connects = await question(origin);
	expect(connects.kind).toBe("connect");
	expect(await codeOf(giveLeave(wallet.ui, connects))).toBe("locked");
	expect(await ask("eth_accounts")).toEqual([]);
	await unlock();
	expect(await ask("eth_accounts")).toEqual([]);
	await giveLeave(wallet.ui, connects);
	expect(await asked).toEqual([me]);
});

test("answers a known site's question for accounts after the unlock, and asks nothing else", async () => {
	await lock();
	const asked = wallet.site(known).ask("eth_requestAccounts");
	expect((await question(known)).kind).toBe("unlock");
	await unlock();
	expect(await asked).toEqual([me]);
	expect((await wallet.view()).requests).toEqual([]);
});

test("refuses the question of a known site and of an unknown one alike when the person says no", async () => {
	await lock();
	const [one, two] = [known, "https://other.example"];
	const ends: unknown[] = [];
	for (const origin of [one, two]) {
		const asked = told(wallet.site(origin).ask("eth_requestAccounts"), origin);
		const { id } = await question(origin);
		await wallet.ui("site.answer", { id, allow: false });
		ends.push(await asked);
	}
	expect(ends[0]).toMatchObject({ code: 4001 });
	expect(JSON.stringify(ends[1])).toBe(
		JSON.stringify(ends[0]).replaceAll("unlock", "connect"),
	);
});

test("is locked for sites after a start until the signer says that it is open", async () => {
	wallet.kill();
	disk.session = null;
	wallet = await openWallet(stage, disk);
	const { ask, events } = wallet.site(known);
	expect(await ask("eth_accounts")).toEqual([]);
	expect(await codeOf(ask("eth_getBalance", [me]))).toBe("locked");
	expect(JSON.stringify(events)).not.toContain(me);
	await unlock();
	expect(await ask("eth_accounts")).toEqual([me]);
});
