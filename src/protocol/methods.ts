// Every message there is, as decoders. `page` may come from a site, `ui` from our own screens, `keys` from our own screens
// on the signer's port. Types are inferred from the decoders.

import {
	address,
	anything,
	type Decode,
	type Decoded,
	dictionary,
	either,
	flag,
	hash,
	hex,
	hexUpTo,
	int,
	list,
	nothing,
	nullable,
	oneOf,
	optional,
	quantity,
	type RecordOf,
	record,
	smallQuantity,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	mostAccounts,
	mostEndpointName,
	mostEndpoints,
	mostEndpointUrl,
	mostImported,
	mostVaultChars,
} from "../base/room.ts";
import { accountUi } from "./account-ui.ts";
import {
	accountMethods,
	heldAccounts,
	heldSecrets,
	mostPasskeys,
	passkeyView,
} from "./accounts.ts";
import { allowanceKind, allowancesView } from "./allowance-views.ts";
import { faultJson, method } from "./channel.ts";
import {
	collectibleName,
	collectibleView,
	mostCollectibles,
} from "./collectible-views.ts";
import { delegationView } from "./delegation-views.ts";
import { deviceRequest, deviceSignature } from "./device.ts";
import { endpointToTry, endpointTrial } from "./endpoint-trial.ts";
import { ensAddressView, ensReverseView, mostEnsName } from "./ens-views.ts";
import { exitView, wayView } from "./exit-views.ts";
import { message } from "./message.ts";
import { messageApproval, mostRequestChars } from "./message-views.ts";
import { networkReview } from "./network-review.ts";
import { mostExitFileChars } from "./plain.ts";
import { currency, pricesView } from "./price-views.ts";
import { safeUi } from "./safe-ui.ts";
import { sentAsset } from "./sent-asset.ts";
import { suggestions } from "./suggested.ts";
import {
	amount,
	approvalView,
	checkpointView,
	orderView,
	rollupKey,
	siteRequestKind,
	tokenView,
	traceView,
	view,
} from "./views.ts";

/** JSON-RPC params by place; trailing ones may be missing when their decoder is optional. More than named are refused. */
const places =
	<const D extends readonly Decode<unknown>[]>(
		...items: D
	): Decode<{ readonly [I in keyof D]: Decoded<D[I]> }> =>
	(raw, path) => {
		const given = raw === undefined || raw === null ? [] : raw;
		if (!Array.isArray(given) || given.length > items.length)
			throw new Fault(
				"bad-field",
				`"${path}" is not a list of at most ${items.length}`,
			);
		return items.map((item, i) => item(given[i], `${path}[${i}]`)) as never;
	};

/** A block as a site names it. Sextant answers for verified blocks only; which ones, the engine says. */
export const blockTag = either(
	oneOf("latest", "safe", "finalized", "pending", "earliest"),
	smallQuantity,
);

/**
 * A record in which every field that is stated is known. A field that were dropped would make another thing of what was asked.
 * @throws unverifiable-method that names the field
 */
const stated =
	<F extends { readonly [name: string]: Decode<unknown> }>(
		fields: F,
		what: string,
	): Decode<RecordOf<F>> =>
	(raw, path) => {
		const decoded = record(fields)(raw, path);
		for (const [name, value] of Object.entries(raw ?? {}))
			if (!Object.hasOwn(fields, name) && value !== undefined && value !== null)
				throw new Fault(
					"unverifiable-method",
					`${what} with "${name.slice(0, 60)}"`,
				);
		return decoded;
	};

/** What a transaction to be signed and a call that nobody signs state alike. */
const transactionWords = {
	value: optional(quantity),
	data: optional(hexUpTo(131_072)),
	input: optional(hexUpTo(131_072)),
	gas: optional(quantity),
	gasPrice: optional(quantity),
	maxFeePerGas: optional(quantity),
	maxPriorityFeePerGas: optional(quantity),
	nonce: optional(quantity),
	type: optional(quantity),
	chainId: optional(quantity),
};

/**
 * A transaction a site asks for. Gas and fees it states are the most that may be signed; nothing of them is trusted. What
 * makes it another kind of transaction is refused by name.
 */
export const txRequest = stated(
	{
		from: address,
		to: optional(address),
		...transactionWords,
		accessList: optional(anything),
		authorizationList: optional(anything),
	},
	"a transaction",
);
export type TxRequest = Decoded<typeof txRequest>;

/**
 * A call that nobody signs. What would make it another call than this wallet runs (authorizations, blobs) is decoded to be
 * refused.
 */
export const callRequest = stated(
	{
		from: optional(address),
		to: optional(nullable(address)),
		...transactionWords,
		accessList: optional(
			list(record({ address, storageKeys: list(hash, 1_000) }), 256),
		),
		authorizationList: optional(anything),
		blobVersionedHashes: optional(anything),
	},
	"a call",
);
export type CallWords = Decoded<typeof callRequest>;

/**
 * EIP-2255: the one permission there is. Another, asked for beside it too, would be missing from what the site believes it was
 * given, so it is refused by its name.
 * @throws unverifiable-method that names it; bad-field
 */
const permissionsAsked: Decode<unknown> = (raw, path) => {
	for (const name of Object.keys(dictionary(anything, 16)(raw, path)))
		if (name !== "eth_accounts")
			throw new Fault(
				"unverifiable-method",
				`there is no permission "${name.slice(0, 60)}"`,
			);
	return record({ eth_accounts: record({}) })(raw, path);
};

const storageKey = either(
	hash,
	(raw, path): `0x${string}` =>
		`0x${quantity(raw, path).toString(16).padStart(64, "0")}`,
);
const rpcHex = hexUpTo(65_536);
const rpcQuantity: Decode<string> = (raw, path) => {
	quantity(raw, path);
	return text(66)(raw, path);
};

export const page = {
	eth_chainId: method(nothing, rpcQuantity),
	net_version: method(nothing, text(20)),
	eth_accounts: method(nothing, list(address, 64)),
	eth_requestAccounts: method(nothing, list(address, 64)),
	eth_blockNumber: method(nothing, rpcQuantity),
	eth_getBalance: method(places(address, optional(blockTag)), rpcQuantity),
	eth_getTransactionCount: method(
		places(address, optional(blockTag)),
		rpcQuantity,
	),
	eth_getCode: method(places(address, optional(blockTag)), rpcHex),
	eth_getStorageAt: method(
		places(address, storageKey, optional(blockTag)),
		hex(32),
	),
	eth_getProof: method(
		places(address, list(storageKey, 64), optional(blockTag)),
		anything,
	),
	eth_call: method(places(callRequest, optional(blockTag)), hexUpTo(1_048_576)),
	eth_estimateGas: method(places(callRequest, optional(blockTag)), rpcQuantity),
	eth_getBlockByNumber: method(places(blockTag, optional(flag)), anything),
	eth_getTransactionByHash: method(places(hash), anything),
	eth_getTransactionReceipt: method(places(hash), anything),
	eth_sendTransaction: method(places(txRequest), hash),
	/** The text and the account; some libraries give a password besides, which means nothing. */
	personal_sign: method(
		places(text(300_000), text(300_000), optional(anything)),
		hex(65),
	),
	eth_signTypedData_v3: method(places(address, anything), hex(65)),
	eth_signTypedData_v4: method(places(address, anything), hex(65)),
	/** Refused, with words of their own: no site gets a 7702 authorization. */
	eth_signAuthorization: method(places(optional(anything)), anything),
	wallet_signAuthorization: method(places(optional(anything)), anything),
	/** Refused, with words of its own. */
	eth_sign: method(places(optional(anything), optional(anything)), hex(65)),
	wallet_switchEthereumChain: method(
		places(record({ chainId: quantity })),
		nothing,
	),
	wallet_getPermissions: method(nothing, anything),
	wallet_requestPermissions: method(places(permissionsAsked), anything),
	wallet_revokePermissions: method(places(anything), nothing),
	sextant_getVerifiedBalance: method(
		places(
			record({
				address,
				token: optional(nullable(address)),
				chainId: optional(quantity),
				/** 32 bytes of the caller's choice, bound into the evidence. */
				challenge: optional(hash),
			}),
		),
		anything,
	),
} as const;

const endpoints = list(
	record({ name: text(mostEndpointName), url: text(mostEndpointUrl) }),
	mostEndpoints,
);

const workReport = record({
	work: text(60),
	/** It has passed its self-test. */
	runs: text(80),
	refused: list(record({ name: text(80), why: text(300) }), 16),
});

/** Leave names the question it is given to, as it was on screen: a site chooses its ids, and may ask anew under one. */
export const siteAnswer = either(
	record({
		id: text(64),
		allow: oneOf(true),
		origin: text(300),
		kind: siteRequestKind,
		says: message,
	}),
	record({ id: text(64), allow: oneOf(false) }),
);

export const ui = {
	"view.get": method(nothing, view),
	/**
	 * The engine follows networks of this file from now on. It takes none but what the signer was given before, by
	 * `network.accept` of `keys`, and of those it imported without that it forgets what cannot stand beside this one.
	 */
	"network.import": method(record({ file: text(200_000) }), nothing),
	"network.list": method(
		nothing,
		list(
			record({
				name: text(40),
				title: text(60),
				imported: flag,
				/** Of the file it comes from; missing for a network of this release. */
				file: optional(hash),
			}),
			// those of a release are few
			16 + mostImported,
		),
	),
	/** The imported file of that network, as it was imported. */
	"network.file": method(
		record({ name: text(40) }),
		record({ file: text(200_000) }),
	),
	/** Takes an imported network off the list. */
	"network.forget": method(record({ name: text(40) }), nothing),
	"network.choose": method(record({ name: text(40) }), nothing),
	"endpoints.set": method(
		record({
			chainId: int(1),
			beacon: endpoints,
			execution: endpoints,
			relay: endpoints,
			/** Asked for a starting point alone. Left out: those that were chosen before stay. */
			checkpoint: optional(endpoints),
		}),
		nothing,
	),
	/** Public endpoints that this release suggests for the chosen network. Nobody is asked. */
	"endpoints.suggested": method(nothing, suggestions),
	/** Asks that endpoint, now, whether or not it is chosen, and says in words what it did. */
	"endpoints.test": method(endpointToTry, endpointTrial),
	/** Stops all tests that run. */
	"endpoints.stopTests": method(nothing, nothing),
	/** Asks the beacon endpoints and those for a starting point for one finalized epoch's root and compares. */
	"checkpoint.find": method(nothing, checkpointView),
	/** Asks the beacon endpoints whether they know a block under the root: the time of it, by their word. */
	"checkpoint.look": method(record({ root: hash }), record({ timeS: int() })),
	"checkpoint.accept": method(record({ root: hash }), nothing),
	/** Asks every endpoint that did not lie again, now, however long it was silent. Answers when that is done. */
	"sync.retry": method(nothing, nothing),
	...accountUi,
	...safeUi,
	/** Asks the contract what it is, at a verified block; changes nothing. */
	"token.look": method(record({ chainId: int(1), address }), tokenView),
	/** Asks it again, and keeps the token if it is one. On disk when it answers. */
	"token.add": method(record({ chainId: int(1), address }), nothing),
	/** Are tokens that the account holds looked for among those this release knows? */
	"token.finding": method(nothing, record({ on: flag })),
	/** On disk when it answers. */
	"token.find": method(record({ on: flag }), nothing),
	/** Shown no more, also one that a network file names. On disk when it answers. */
	"token.remove": method(record({ chainId: int(1), address }), nothing),
	/** What the chosen account has of the collectibles on the list, asked of their contracts at a verified block. */
	"collectible.look": method(
		record({ chainId: int(1) }),
		list(collectibleView, mostCollectibles),
	),
	/** Asks its contract, and keeps it if that answers. On disk when it answers. */
	"collectible.add": method(record(collectibleName), nothing),
	/** Shown no more. On disk when it answers. */
	"collectible.remove": method(record(collectibleName), nothing),
	/** In which currency amounts are valued; null: in none. */
	"price.setting": method(nothing, record({ currency: nullable(currency) })),
	/** On disk when it answers. */
	"price.choose": method(record({ currency: nullable(currency) }), nothing),
	/** What the feeds say at a verified block of Ethereum; null where it is off, or the network has none. */
	"price.look": method(nothing, record({ prices: nullable(pricesView) })),
	/** All orders, signed messages and exits that this device keeps, of all accounts, as a CSV file. */
	"activity.export": method(nothing, record({ file: text(mostExitFileChars) })),
	/** Who may take what of the chosen account, asked of the contracts at a verified block. Not all there is: see the screen. */
	"allowance.look": method(record({ chainId: int(1) }), allowancesView),
	/** An order that leaves the spender nothing. */
	"allowance.revoke": method(
		record({
			/** Chosen by the screen: asking again with the same id makes no second order. */
			id: text(64),
			chainId: int(1),
			kind: allowanceKind,
			token: address,
			spender: address,
		}),
		orderView,
	),
	/** The address of a name of ENS, by calls over proved state. */
	"ens.resolve": method(record({ name: text(mostEnsName) }), ensAddressView),
	/** The name an address says is its own, and that leads back to it. */
	"ens.reverse": method(record({ address }), ensReverseView),
	"trail.get": method(record({ id: text(80) }), traceView),
	"evidence.export": method(
		record({ id: text(80) }),
		record({ file: text(16_000_000) }),
	),
	/** What is kept of a proof that failed on a rollup although L1 accepted it: for whoever can do something about it. */
	"halt.export": method(
		record({ chainId: int(1) }),
		record({ file: text(16_000_000) }),
	),
	"order.prepare": method(
		record({
			/** Chosen by the screen: asking again with the same id makes no second order. */
			id: text(64),
			chainId: int(1),
			to: address,
			/** Of the chain's own coin; nothing of it where something else is sent. */
			valueWei: amount,
			asset: optional(sentAsset),
		}),
		orderView,
	),
	/**
	 * An order that takes the place of one under way: the same with higher fees, or nothing instead. At most one of both is ever
	 * carried out.
	 */
	"order.replace": method(
		record({ id: text(64), of: text(64), how: oneOf("faster", "cancel") }),
		orderView,
	),
	/** Whose code the chosen account runs on Ethereum, by proof. */
	"delegation.look": method(nothing, delegationView),
	/** An order that has the chosen account run the code at `to` on Ethereum; null: nobody's code any more. */
	"delegation.prepare": method(
		record({ id: text(64), to: nullable(address) }),
		orderView,
	),
	"order.get": method(record({ id: text(64) }), orderView),
	/**
	 * Takes an order off the list: one that waits, whoever asked for it and whether or not anybody can still decide it, or one
	 * that is over. A step of an exit that waits stays on the list, refused. Nothing of it is signed after it answers.
	 */
	"order.forget": method(record({ id: text(64) }), nothing),
	"receipt.export": method(
		record({ id: text(64) }),
		record({ file: text(16_000_000) }),
	),
	/** A signed message with what it rested on. */
	"message.export": method(
		record({ id: text(64) }),
		record({ file: text(20_000_000) }),
	),
	/** Takes a signed message off the list. What it allows stays allowed. */
	"message.forget": method(record({ id: text(64) }), nothing),
	/** The ways out of a rollup for the chosen account. A chain without an id is asked about by its name. */
	"exit.ways": method(
		record({ chainId: nullable(int(1)), name: optional(text(40)) }),
		list(wayView, 16),
	),
	/** On disk when it answers. */
	"exit.begin": method(
		record({
			/** Chosen by the screen: asking again with the same id begins no second journey. */
			id: text(64),
			chainId: int(1),
			way: text(40),
			/** Null: ether. */
			token: nullable(address),
			/** Null: everything. */
			amount: nullable(amount),
			/** A transaction on the rollup that it goes on from. */
			begun: nullable(hash),
		}),
		exitView,
	),
	/** A rehearsal with a small sum, on test networks alone. */
	"exit.drill": method(
		record({ id: text(64), chainId: int(1), way: text(40) }),
		exitView,
	),
	/** The order of the journey's next step, simulated on proved state; asking again gives the same while it is open. */
	"exit.step": method(record({ id: text(64), stage: text(40) }), orderView),
	/** All that is needed to go on elsewhere: the journey and the evidence that is kept for it. */
	"exit.export": method(
		record({ id: text(64) }),
		record({ file: text(mostExitFileChars) }),
	),
	/** What is kept for exits from a rollup by the chosen account, without a journey. */
	"exit.keptExport": method(
		record({ chainId: int(1) }),
		record({ file: text(mostExitFileChars) }),
	),
	/** A journey's file or kept evidence: checked again, then on disk. Answers in words what was taken. */
	"exit.import": method(
		record({ file: text(mostExitFileChars) }),
		record({ says: list(message, 8), journey: nullable(text(64)) }),
	),
	/** Takes a journey off the list. Its transactions on L1 stay what they are. */
	"exit.forget": method(record({ id: text(64) }), nothing),
	"site.answer": method(siteAnswer, nothing),
	"site.list": method(
		nothing,
		list(
			record({
				origin: text(300),
				accounts: list(address, mostAccounts),
				balances: list(address, 64),
				blocked: flag,
				/** Until when it is refused without asking, because it was refused lately; null when it may ask. */
				waitsUntilMs: nullable(int()),
			}),
			500,
		),
	),
	/** No permission, and nothing that it asks reaches the person. */
	"site.block": method(record({ origin: text(300) }), nothing),
	/** It may ask again, from now on. */
	"site.unblock": method(record({ origin: text(300) }), nothing),
	"site.forget": method(record({ origin: text(300) }), nothing),
	"diagnostics.get": method(
		nothing,
		record({
			version: text(40),
			/** How each field of heavy work is done here, and what faster way is not used, and why. */
			checks: list(workReport, 16),
			lines: list(text(300), 200),
		}),
	),
	/** Keeps the background alive while an order waits. */
	ping: method(nothing, nothing),
} as const;

export const keyStatus = record({
	hasVault: flag,
	unlocked: flag,
	accounts: list(address, mostAccounts),
	/** The same accounts, each with what it comes from. */
	held: heldAccounts,
	/** Its phrases and keys, without what they say; missing while they are sealed. */
	secrets: optional(heldSecrets),
	/** Those that open it beside the password. */
	passkeys: optional(list(passkeyView, mostPasskeys)),
	/** Minutes without use after which it locks. */
	autoLockMinutes: int(1, 1_440),
	/** The networks of the files that the person accepted; missing while they are sealed. */
	networks: optional(
		list(record({ name: text(40), title: text(60), hash }), 8),
	),
});

/**
 * A yes names the order and all that was shown of it, as `approval.list` gave both: the signer may have begun anew and been
 * offered another order under that id, or the same one with evidence that says something else. A no signs nothing. Of an account
 * whose key is on a device a yes is said twice: without a signature it is answered with what the device is to sign, and then with
 * what the device made of it.
 */
export const decision = either(
	record({
		id: text(64),
		yes: oneOf(true),
		order: hash,
		shown: hash,
		signature: optional(deviceSignature),
	}),
	record({ id: text(64), yes: oneOf(false), order: optional(hash) }),
);

/** The same for a message. */
export const messageDecision = either(
	record({
		id: text(64),
		yes: oneOf(true),
		request: hash,
		shown: hash,
		signature: optional(deviceSignature),
	}),
	record({ id: text(64), yes: oneOf(false) }),
);

/** What is to be signed by a device before anything is; null where it is decided. */
const toDevice = nullable(record({ device: deviceRequest }));

/** The signer's own port. Its password and phrase never pass the engine. */
export const keys = {
	"keys.status": method(nothing, keyStatus),
	/** A fresh phrase of 12 words; nothing is kept until keys.create. */
	"keys.phrase": method(nothing, record({ phrase: text(400) })),
	"keys.create": method(
		record({
			phrase: text(400),
			password: text(256),
			/** The person has it on paper: wrote it down and was asked for its words, or brought it along. */
			checked: optional(flag),
		}),
		keyStatus,
	),
	...accountMethods(keyStatus),
	"keys.unlock": method(record({ password: text(256) }), keyStatus),
	"keys.lock": method(nothing, keyStatus),
	"keys.autoLock": method(record({ minutes: int(1, 1_440) }), keyStatus),
	/** The user accepts a checkpoint: the signer takes evidence from no other root. */
	"anchor.accept": method(record({ network: text(40), root: hash }), nothing),
	/** What accepting a network file would change against what was accepted: all of it. Nothing is accepted. */
	"network.review": method(record({ file: text(200_000) }), networkReview),
	/**
	 * The person accepts a network file: the signer takes orders and evidence of no other. Sealed when it answers; without a
	 * vault yet, with the first one. `hash` is the review's, `confirmed` the ids of its groups: all, and no other.
	 */
	"network.accept": method(
		record({ file: text(200_000), hash, confirmed: list(hash, 500) }),
		keyStatus,
	),
	/** Takes an accepted network away: nothing is signed there any more. */
	"network.forget": method(record({ name: text(40) }), keyStatus),
	/** The file that was accepted for a network, for an engine that lost it. */
	"network.file": method(
		record({ name: text(40) }),
		record({ file: text(200_000) }),
	),
	"approval.list": method(nothing, list(approvalView, 64)),
	/**
	 * The person's own amount in place of that which a site asks to be allowed; null: as it was asked. The order is taken back and
	 * made anew with it, tried, and shown again.
	 */
	"approval.amount": method(
		record({ id: text(64), order: hash, amount: nullable(amount) }),
		nothing,
	),
	/** Messages as the signer read them. */
	"message.list": method(nothing, list(messageApproval, 64)),
	/** The same of a permit: what is shown from then on is what would be signed. */
	"message.amount": method(
		record({ id: text(64), request: hash, amount: nullable(amount) }),
		nothing,
	),
	/** Yes signs, no refuses; the signature goes to the engine. */
	"message.decide": method(messageDecision, toDevice),
	/** Yes signs, no refuses; the signature goes to the engine, its hash to the screen. */
	"approval.decide": method(
		decision,
		record({ hash: nullable(hash), device: optional(deviceRequest) }),
	),
	ping: method(nothing, nothing),
} as const;

/** Characters of what the signer seals beside the vault: the network files the person accepted are among it. */
const mostSealed = 900_000;

/** What the engine asks of the signer. */
export const toSigner = {
	/** The encrypted vault and the sealed anchors as they lie in the store; null when there is none. */
	"vault.load": method(
		record({
			vault: nullable(text(mostVaultChars)),
			anchors: nullable(text(mostSealed)),
		}),
		keyStatus,
	),
	/** An order with its evidence. Resolves when the signer has checked it and holds it for approval. */
	"order.offer": method(
		record({ id: text(64), order: text(400_000), evidence: text(16_000_000) }),
		nothing,
	),
	"order.withdraw": method(record({ id: text(64) }), nothing),
	/** A message of a site, with evidence of a new head of L1: as for an order. Offered again, its evidence is newer. */
	"message.offer": method(
		record({
			id: text(64),
			request: text(mostRequestChars),
			evidence: text(16_000_000),
		}),
		nothing,
	),
	"message.withdraw": method(record({ id: text(64) }), nothing),
	/**
	 * The accounts' public keys on a layer 2 with orders of its own that an accepted file names. Locked: a fault, for they are
	 * derived.
	 */
	"rollup.keys": method(
		record({ chainId: int(1) }),
		list(record({ address, key: rollupKey }), 64),
	),
	/** Evidence that a newer root is final, from a root the signer already takes. */
	"anchor.advance": method(record({ evidence: text(16_000_000) }), nothing),
} as const;

/** What the signer asks of the engine. */
export const fromSigner = {
	/** Keep these; resolves when they are on disk. */
	"vault.save": method(
		record({
			vault: nullable(text(mostVaultChars)),
			anchors: nullable(text(mostSealed)),
			accounts: list(address, mostAccounts),
			/** Those among them that nothing here can sign for. */
			watched: optional(list(address, mostAccounts)),
		}),
		nothing,
	),
	/**
	 * Until when it is unlocked if nobody uses it meanwhile; null while it is locked. Said at each change: an engine that
	 * has not heard it takes the wallet for locked.
	 */
	"keys.changed": method(record({ untilMs: nullable(int()) }), nothing),
	/** Store, then send. Resolves when it is on disk. */
	"order.signed": method(
		record({ id: text(64), raw: hexUpTo(200_000), hash }),
		nothing,
	),
	/** Store, then answer the site. Resolves when it is on disk. */
	"message.signed": method(
		record({
			id: text(64),
			signature: hex(65),
			digest: hash,
			/** It is over the message with this amount in place of that which was asked for. */
			amount: optional(amount),
		}),
		nothing,
	),
	"message.refused": method(
		record({ id: text(64), fault: nullable(faultJson) }),
		nothing,
	),
	/** The person's own amount for the allowance that the order gives; null: as it was asked. */
	"order.amount": method(
		record({ id: text(64), amount: nullable(amount) }),
		nothing,
	),
	/** `fault`: the rule that refused it; null when the person said no. */
	"order.refused": method(
		record({ id: text(64), fault: nullable(faultJson) }),
		nothing,
	),
} as const;
