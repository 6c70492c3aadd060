// Chains from which nobody can leave on his own: for each family, in plain sentences, what a person can do and cannot, what
// Ethereum shows of it, and where that is written. Data only. Facts are of the sources named, as of the month that stands
// there; chains change, and a changed contract shows as such in the watch.

import type { Family } from "./profile.ts";

export type NoExit = {
	readonly family: Family;
	readonly title: string;
	/** Its mainnet; null where its id is no number of Ethereum's. */
	readonly chainId: number | null;
	/** First: one sentence that holds. */
	readonly says: string;
	readonly possible: readonly string[];
	readonly impossible: readonly string[];
	/** What Ethereum shows, with contract and slot on mainnet; bits count from the low end. */
	readonly shown: readonly {
		readonly says: string;
		readonly contract: string;
		readonly slot: string;
		readonly bits?: { readonly from: number; readonly count: number };
	}[];
	readonly sources: readonly string[];
	/** Year and month of the newest of the sources. */
	readonly asOf: string;
};

const calm =
	"If the operator has only stopped for a while, your funds are where they were. Waiting costs nothing.";

export const noExits: readonly NoExit[] = [
	{
		family: "zksync",
		title: "ZKsync Era",
		chainId: 324,
		says: "There is no way out that works without the operator: a request can be put on Ethereum, but nothing makes the operator follow it.",
		possible: [
			"A withdrawal that you made on the chain and whose batch was executed on Ethereum can be finished by anyone, also when the operator is gone.",
			"A transaction can be put into the queue on Ethereum (requestL2TransactionDirect). The operator sees it and may follow it.",
			calm,
		],
		impossible: [
			"Nothing happens on Ethereum when the queue is left waiting: its deadline is set to zero days and no rule asks for it.",
			"There is no freeze and no exit by a proof of your balance.",
			"A request from Ethereum spends ether that you bring along with it. To move what you have on the chain, it has to call an account that holds it.",
		],
		shown: [
			{
				says: "Batches executed: what is withdrawn in these can be finished.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "11",
			},
			{
				says: "Batches proved.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "12",
			},
			{
				says: "Batches committed.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "13",
			},
			{
				says: "First request of the queue that is not processed.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "52",
			},
			{
				says: "Requests that ever came into the queue's tree.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "54",
			},
			{
				says: "Where the chain settles: zero is Ethereum.",
				contract: "0x32400084C286CF3E17e7B677ea9583e60a000324",
				slot: "50",
			},
		],
		sources: [
			"matter-labs/era-contracts@5e7d0b40: ZKChainStorage.sol, Executor.sol, PRIORITY_EXPIRATION",
			"l2beat/l2beat@df9e6e850a27: packages/config/src/projects/zksync2",
		],
		asOf: "2026-03",
	},
	{
		family: "linea",
		title: "Linea",
		chainId: 59_144,
		says: "There is no way out that works without the operator today: forced transactions are written but were not switched on when this was last read.",
		possible: [
			"A withdrawal that you made on the chain and that was finalized on Ethereum can be claimed with a proof by anyone, within the bridge's daily limit.",
			"A message can be put on Ethereum for the chain. It cannot spend what you have there.",
			"After six months without a finalization a fixed other operator can be given the role. Who that is was set beforehand.",
			calm,
		],
		impossible: [
			"Nothing on Ethereum makes the operator take your transaction.",
			"There is no freeze and no exit by a proof of your balance.",
		],
		shown: [
			{
				says: "Last finalized block of the chain: it grows with every finalization.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "281",
			},
			{
				says: "What is paused, one bit each.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "218",
			},
			{
				says: "The operator of last resort.",
				contract: "0xd19d4B5d358258f05D7B411E21A1460D11B0876F",
				slot: "448",
			},
		],
		sources: [
			"LFDT-Lineth/lineth-monorepo@cb180134: contracts (LineaRollup v8, ForcedTransactionGateway)",
			"l2beat/l2beat@01eb50b9521e: packages/config/src/projects/linea",
			"https://docs.linea.build/changelog/release-notes",
		],
		asOf: "2026-06",
	},
	{
		family: "starknet",
		title: "Starknet",
		chainId: null,
		says: "There is no way out that works without the operator: Ethereum knows no forced transaction for it and no exit by proof.",
		possible: [
			"A withdrawal that you made on the chain and that is in a state update on Ethereum can be taken out of the bridge there.",
			"A message from Ethereum that the chain never took, as a deposit, can be cancelled on Ethereum by who sent it, after a delay that the contract keeps.",
			calm,
		],
		impossible: [
			"Nothing on Ethereum makes the sequencers take your transaction or your message.",
			"There is no freeze and no exit by a proof of your balance.",
		],
		shown: [
			{
				says: "Last block that a state update proved: it grows with every update.",
				contract: "0xc662c410C0ECf747543f5bA90660f6ABeBD9C8c4",
				slot: "0x71a8ef1b1265359d77973c3524afac225c0a0d829a0d4da5cac3b34532019fed",
			},
			{
				says: "How long a cancelled message waits, in seconds.",
				contract: "0xc662c410C0ECf747543f5bA90660f6ABeBD9C8c4",
				slot: "0x943200e308a50d48a78316593ee5176590a1d8b463004b9d64fef202dfe284f8",
			},
		],
		sources: [
			"starkware-libs/cairo-lang@66355d7d: src/starkware/starknet/solidity",
			"l2beat/l2beat@024b02a00429: packages/config/src/projects/starknet",
		],
		asOf: "2026-08",
	},
	{
		family: "taiko",
		title: "Taiko Alethia",
		chainId: 167_000,
		says: "A transaction can be forced against a censor, but not against a full halt: only proposers on a list may propose, and none of them has to.",
		possible: [
			"A forced inclusion can be put on Ethereum for a fee. Once it is due, after less than ten minutes, the next proposal has to take it.",
			"A withdrawal that is in a proved checkpoint can be taken out of the bridge on Ethereum, within its quota.",
			"Proving is open to everyone once the listed provers let five days pass.",
			calm,
		],
		impossible: [
			"When nobody proposes, the forced inclusion waits as long as that lasts: nobody else may propose.",
			"There is no freeze and no exit by a proof of your balance.",
		],
		shown: [
			{
				says: "Ethereum block of the last proposal.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "252",
				bits: { from: 48, count: 48 },
			},
			{
				says: "Time of the last finalization.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "252",
				bits: { from: 144, count: 48 },
			},
			{
				says: "First forced inclusion that waits.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "256",
				bits: { from: 0, count: 48 },
			},
			{
				says: "Forced inclusions that ever came.",
				contract: "0x6f21C543a4aF5189eBdb0723827577e1EF57ef1f",
				slot: "256",
				bits: { from: 48, count: 48 },
			},
		],
		sources: [
			"taikoxyz/taiko-mono@b9c5bb2a: Inbox, MainnetInbox_Layout.sol",
			"l2beat/l2beat@0160a0281eb3: packages/config/src/projects/taiko",
		],
		asOf: "2026-08",
	},
	{
		family: "polygon-pos",
		title: "Polygon PoS",
		chainId: 137,
		says: "It is a chain of its own beside Ethereum: Ethereum keeps digests of its blocks and no state, so no exit can be forced.",
		possible: [
			"What you burned on the chain for a withdrawal can be taken out on Ethereum once a checkpoint with that block is there, also later.",
			calm,
		],
		impossible: [
			"Ethereum cannot make its validators take your transaction.",
			"A balance cannot be proved from Ethereum at all, so there is no exit by proof.",
		],
		shown: [
			{
				says: "Number of the next checkpoint, in steps of ten thousand: it grows with every checkpoint.",
				contract: "0x86E4Dc95c7FBdBf52e33D563BbDB00823894C287",
				slot: "3",
			},
		],
		sources: [
			"0xPolygon/pos-contracts@ff11f0e0: contracts/root/RootChainStorage.sol, contracts/root/withdrawManager",
			"maticnetwork/contracts@05b4e1aa: contracts/root/RootChainStorage.sol",
		],
		asOf: "2026-04",
	},
	{
		family: "polygon-zkevm",
		title: "Polygon zkEVM",
		chainId: 1101,
		says: "This chain was shut down at the beginning of July 2026: it makes no blocks any more.",
		possible: [
			"Its makers announced a portal for claims by the balances of the last state. Go there from their own pages, and from no link that somebody sends you.",
		],
		impossible: [
			"Nothing can be sent on the chain.",
			"This wallet does not prove what a claim is worth and makes none.",
		],
		shown: [],
		sources: [
			"The operator's notice of the end of the chain, as texts of 2026 quote it; not read at its source.",
		],
		asOf: "2026-07",
	},
];

const others: NoExit = {
	family: "other",
	title: "Another chain",
	chainId: null,
	says: "This wallet knows no way out of this chain that works without its operator.",
	possible: [calm],
	impossible: ["Whether one exists is not known here."],
	shown: [],
	sources: [],
	asOf: "",
};

/** For a family, also one that this release has no words of. */
export const noExitOf = (family: Family): NoExit =>
	noExits.find((one) => one.family === family) ?? others;

/** For a chain by its id; null where this release knows nothing of it. */
export const noExitFor = (chainId: number): NoExit | null =>
	noExits.find((one) => one.chainId === chainId) ?? null;
