// The engine's side of the port to the signer: it keeps the signer's sealed bytes, which it cannot read, and carries orders
// there and signatures back.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import { Fault, type FaultJson } from "../base/fault.ts";
import {
	type Caller,
	connect,
	type Handlers,
	type Port,
	serve,
} from "../protocol/channel.ts";
import { fromSigner, type keyStatus, toSigner } from "../protocol/methods.ts";
import type { Clock, Store } from "../source/ports.ts";

export type SignerEvents = {
	/** A signature came. Resolves when it is on disk; only then the signer takes it as delivered. */
	readonly signed: (id: string, raw: Hex, hash: Hex) => Promise<void>;
	/** @param fault null when the person said no */
	readonly refused: (id: string, fault: FaultJson | null) => Promise<void>;
	/** A message's signature came. Resolves when it is on disk. */
	readonly messageSigned: (
		id: string,
		signature: Hex,
		amount: bigint | null,
	) => Promise<void>;
	/** The person chose an amount for an allowance; null: as it was asked for. */
	readonly amountChosen: (id: string, amount: bigint | null) => Promise<void>;
	/** @param fault null when the person said no */
	readonly messageRefused: (
		id: string,
		fault: FaultJson | null,
	) => Promise<void>;
	/** @param watched those among them that nothing here can sign for */
	readonly accounts: (
		accounts: readonly Hex[],
		watched: readonly Hex[],
	) => Promise<void>;
	/** It was unlocked, used or locked. */
	readonly keysChanged: () => void;
};

type KeyStatus = Decoded<typeof keyStatus>;

export type SignerLink = {
	readonly ask: Caller<typeof toSigner>;
	/** Gives the signer what lies in the store; one that has it stays as it is. @returns how it stands. @throws bad-file, storage */
	readonly load: () => Promise<KeyStatus>;
	/** Hashes of the network files that the person accepted. @throws locked while they are sealed, and as `load` */
	readonly accepted: () => Promise<readonly Hex[]>;
	/** Has the signer said that it is unlocked, for a time that is not over? Silence is locked. */
	readonly isUnlocked: () => boolean;
};

const mostBackMs = 60_000;

/** What the signer made of what it was offered. */
const decisions = (
	events: SignerEvents,
): Pick<
	Handlers<typeof fromSigner, undefined>,
	Extract<keyof typeof fromSigner, `order.${string}` | `message.${string}`>
> => ({
	"order.signed": async ({ id, raw, hash }) => {
		await events.signed(id, raw, hash);
		return undefined;
	},
	"order.amount": async ({ id, amount }) => {
		await events.amountChosen(id, amount === null ? null : BigInt(amount));
		return undefined;
	},
	"message.signed": async ({ id, signature, amount }) => {
		await events.messageSigned(
			id,
			signature,
			amount === undefined ? null : BigInt(amount),
		);
		return undefined;
	},
	"message.refused": async ({ id, fault }) => {
		await events.messageRefused(id, fault);
		return undefined;
	},
	"order.refused": async ({ id, fault }) => {
		await events.refused(id, fault);
		return undefined;
	},
});

export const linkSigner = (
	port: Port,
	store: Store,
	clock: Clock,
	events: SignerEvents,
): SignerLink => {
	let untilMs: number | null = null;
	let toldMs = 0;
	/** A clock that was set back says nothing of how long it is open: the signer locks then, as soon as it looks. */
	const isUnlocked = (): boolean => {
		const now = clock.nowMs();
		return untilMs !== null && now < untilMs && now > toldMs - mostBackMs;
	};
	const ask = connect(port, toSigner);
	serve(
		port,
		fromSigner,
		{
			"vault.save": async ({ vault, anchors, accounts, watched = [] }) => {
				// An engine that dies between the two finds a vault without accounts, and reads them out of it. Not the other way round.
				if (vault === null) await events.accounts([], []);
				await store.putAll([
					{ table: "vault", key: "vault", value: vault },
					{ table: "vault", key: "anchors", value: anchors },
				]);
				if (vault !== null) await events.accounts(accounts, watched);
				return undefined;
			},
			"keys.changed": async (keys) => {
				untilMs = keys.untilMs;
				toldMs = clock.nowMs();
				events.keysChanged();
				return undefined;
			},
			...decisions(events),
		},
		undefined,
	);
	port.onClose(() => {
		untilMs = null;
	});
	const load = async (): Promise<KeyStatus> => {
		const vault = (await store.get("vault", "vault")) ?? null;
		const anchors = (await store.get("vault", "anchors")) ?? null;
		const status = await ask("vault.load", { vault, anchors });
		if (status.accounts.length > 0) {
			const watched = status.held.filter(({ kind }) => kind === "watch");
			await events.accounts(
				status.accounts,
				watched.map(({ address }) => address),
			);
		}
		return status;
	};
	return {
		ask,
		isUnlocked,
		load,
		accepted: async () => {
			const { networks } = await load();
			if (networks === undefined)
				throw new Fault("locked", "which network files it has is sealed");
			return networks.map(({ hash }) => hash);
		},
	};
};
