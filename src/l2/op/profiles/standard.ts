// What chains of the OP Stack on Ethereum's main network have in common: the implementations of op-contracts 6, 7 and 8, which
// they share, and where values lie in them. Storage layouts: op-contracts 6.0.0 and 7.0.0, snapshots/storageLayout; those of 8
// agree where this wallet reads (seen on Unichain, block 26096001).

import type { Hex } from "../../../base/bytes.ts";
import { implementationSlot } from "../../pinned.ts";
import type { KnownBy } from "../../profile.ts";
import type {
	OpRegistryExit,
	OpRegistryProfile,
	PinnedGame,
	Released,
} from "../checks/registry-profile.ts";
import { karstMachine } from "./machine.ts";

/**
 * Compiled from the tag, as okx/optimism carries it, by solc 0.8.15; the address is CREATE2 of that by
 * 0x4e59b44847b379578588920ca78fbf26c0b4956c under the salt keccak256("op-stack-contract-impls-salt-v0").
 */
const rebuilt = (release: string): KnownBy => ({
	how: "rebuilt",
	source: `okx/optimism@7573e762, op-contracts/v${release}`,
});
const registry = "ethereum-optimism/superchain-registry@8336d2ae";
/** Read there from Ethereum on 2026-10-01. */
const unichainSeen = "shayansal/clpr-smart-contracts@9511e924, unichain.md";

/** Code of the proxies that op-contracts deploys since 2024, and of those of 2023. Neither has immutables. */
export const proxyCode: Hex =
	"0xfa8c9db6c6cab7108dea276f4cd09d575674eb0852c0fa3187e59e98ef977998";
export const proxyCode2023: Hex =
	"0x1f958654ab06a152993e7a0ae7b6dbb0d4b19265cc9337b8789fe1353bd9dc35";
const proxyAdminCode: Hex =
	"0xaebd68b2a785d0af4b7e1f3e600efde438efa83b08f2ad8bcd9287322f396e5f";

export const knownProxy = {
	/** Of an AnchorStateRegistry: CREATE2 by the chain's ProxyAdminOwner, init code Proxy(ProxyAdmin). */
	rebuilt: {
		how: "rebuilt",
		source: `CREATE2, salt AnchorStateRegistry-U16; ${registry}`,
	},
	recorded: {
		how: "recorded",
		source: "account proof under Ethereum block 26096001",
	},
	deployment: {
		how: "deployment",
		source: "optimism@8cc6aec3a8^, deployments/mainnet",
	},
	/** Known by its address: nobody showed the hash of this very proxy. */
	named: {
		how: "deployment",
		source: `${registry}, addresses.json`,
	},
} as const satisfies { readonly [way: string]: KnownBy };

/** What is behind the proxies. The newest first; a proxy that still delegates to one before is known as well. */
type Behind = Pick<
	Released,
	"implementation" | "implementationCodeHash" | "earlier"
> & { readonly known: KnownBy };

const factoryV6 = {
	implementation: "0xc040f392e52cb6970ca8e110c280fe24e07c5e2c",
	implementationCodeHash:
		"0xc4fbdd3535965dc830eaade38ebb9e0f07f44b342bb33d2cd9db2e51038f5537",
	known: rebuilt("6.0.0"),
} as const;
const registryV6 = {
	implementation: "0x36398155cd17cfe804f69b233edda800dd4d5aa5",
	implementationCodeHash:
		"0x96a23d1d1abf0b54715d21c65faaa4dda4f1f50d65b382207704ec3180421c43",
	known: rebuilt("6.0.0"),
} as const;
const systemConfigV6 = {
	implementation: "0xd392c27b84b1ca776528f2704bc67b82a62132d2",
	implementationCodeHash:
		"0x3d82ee0fadcc4922fc2f00b7f4c7d6a32257a0f0d49440b19ba5a16ed25738d3",
	known: rebuilt("6.0.0"),
} as const;
const systemConfigV7 = {
	implementation: "0x42ad0173051225ac784100e9acd43349707f4db9",
	implementationCodeHash:
		"0x32d957b22978b0c3f8303681463b0a88c3f3cc841383f798236b798ab159c92d",
	known: rebuilt("7.0.0"),
} as const;

/** DisputeGameFactory 1.6.1, of 7 and 8; 1.4.0 of 6. */
export const factory: Behind = {
	implementation: "0x72b971717e088b59f26d4236be222adb6acd393b",
	implementationCodeHash:
		"0x5af8d2112a3e0338ed753cc34a4c5d71d04512848f04d76bd6f15a8b378c89a4",
	known: rebuilt("7.0.0"),
	earlier: [factoryV6],
};
/** AnchorStateRegistry 3.9.0, of 7 and 8; 3.7.0 of 6. Its window after a game's end is 302,400 s in all of them. */
export const anchorStateRegistry: Behind = {
	implementation: "0x8f40cc98d694ab986f026c5383a181fcc9b6b281",
	implementationCodeHash:
		"0x3f54fcc2d17726f6c927da08dec4dbfbecc43a013fd309344ecd2cace85ae36d",
	known: rebuilt("7.0.0"),
	earlier: [registryV6],
};
/** SystemConfig 4.0.0, of 8, known by its address. */
export const systemConfigV8: Behind = {
	implementation: "0x670b850a235a6fa98cd7a195eb139d0277e471fa",
	known: {
		how: "recorded",
		source: `${registry}, op-contracts/v8.0.0-rc.2; ${unichainSeen}`,
	},
	earlier: [systemConfigV7, systemConfigV6],
};

/**
 * OptimismPortal2 5.8.0, of 8, known by its address; its source is not had. What is called of it is the same in 5.6.1, of 7, and in
 * 5.11.0, which came after. 604,800 s from the proof in those of 6 and 7, and in the standard configuration of 8.
 */
const portalV8: Behind = {
	implementation: "0x1005217ad392dc64cef501fa1777a27d42166748",
	known: {
		how: "recorded",
		source: `${registry}, op-contracts/v8.0.0-rc.2; ${unichainSeen}`,
	},
	earlier: [
		{
			implementation: "0xe89f13c5ee4033b2d3cd76c9d6958efbfe26d3c2",
			implementationCodeHash:
				"0x8352c8b920e2d04c4d91ca0607b4ebd7346f6219f040958ed8b431c00ff5ac14",
			known: rebuilt("7.0.0"),
		},
		{
			implementation: "0x97cebbf8959e2a5476fbe9b98a21806ec234609b",
			implementationCodeHash:
				"0x1a6cce00b2d648be5c3656565864a029bac51690a90eca012c14640717c28917",
			known: rebuilt("6.0.0"),
		},
	],
};
/** SuperchainConfig 2.4.3, of 8: but for a comment and its number, 2.4.2, of 7. One for all chains. */
const superchainConfigV8: Behind = {
	implementation: "0x5570b1f2b97b1e35b5c6f9ee76f6cf02c9917504",
	known: {
		how: "rebuilt",
		source: `${registry}, op-contracts/v8.0.0-rc.2; CREATE2 of the init code in okx/optimism@5e5b6041, snapshots/semver-lock.json`,
	},
	earlier: [
		{
			implementation: "0xe4f9779ab53070a55db24dfaeff9af147c6ed550",
			implementationCodeHash:
				"0x955b803d6253862e5981efe229a874b3cc0622a266b4cf6ed2149fb9f7bbad36",
			known: rebuilt("7.0.0"),
		},
		{
			implementation: "0xb08cc720f511062537ca78bdb0ae691f04f5a957",
			implementationCodeHash:
				"0x34c7ec423a5c3fefd214a5c62c7c1b7a8d392be3d623adcffe06f6e0bfe6663b",
			known: rebuilt("6.0.0"),
		},
	],
};

const output = { claimsSlot: 2, respectedSlot: 10 } as const;
const overTime = { claimsSlot: 1, respectedSlot: 9 } as const;

/** SuperFaultDisputeGame 0.8.0, of 8, known by its address: super roots, anybody may propose and dispute. */
export const superGame: PinnedGame = {
	type: 9,
	implementation: "0x19af533cc2a2a55786dcb8672aa5717e64213208",
	known: {
		how: "recorded",
		source: `Ethereum block 26096001; ${unichainSeen}`,
	},
	clone: "typed",
	...overTime,
};
const v7 = {
	implementation: "0x2dda3584b51ef5236f7726dea5a0fb6b3ca94aec",
	codeHash:
		"0xae7c4f3d550d3ce8f5797557b78759b4e7dd014359b3a663ef04f60f2e7ae314",
	known: rebuilt("7.0.0"),
	clone: "typed",
	...output,
} as const;
const v6 = {
	implementation: "0x6ddba09bc4ccb0d6ca9fc5350580f74165707499",
	codeHash:
		"0x7138c1e90bf00ed1f96159632d8fbd4d313a2e47a1fd0f2f3fd3a3eeb857f650",
	known: rebuilt("6.0.0"),
	clone: "typed",
	...output,
} as const;
const permissionedV7 = {
	type: 1,
	implementation: "0xe1dffcbe4e22b813f26d2106d943c102e7cab87e",
	codeHash:
		"0xe66c98993efd4ee7555a7c7206f9355ee829111e902ed0f83ae034218492a400",
	known: rebuilt("7.0.0"),
	clone: "typed",
	...output,
} as const;
const permissionedV6 = {
	type: 1,
	implementation: "0x58bf355c5d4edfc723ef89d99582eccfd143266a",
	codeHash:
		"0xe1099e367c3333e399d85f6620658b3e0403c2daa4b95ae8d818691e42636a38",
	known: rebuilt("6.0.0"),
	clone: "typed",
	...output,
} as const;

/** Kona's fault proof first, which is respected since 7, then Cannon's. */
export const faultGames: readonly PinnedGame[] = [
	{ type: 8, ...v7 },
	{ type: 0, ...v7 },
	{ type: 0, ...v6 },
];
export const permissionedGames: readonly PinnedGame[] = [
	permissionedV7,
	permissionedV6,
];

const hourS = 3600;
const dayS = 24 * hourS;

/** What each of them has. */
export const standard = {
	kind: "op-games-v2",
	l1: "mainnet",
	l1ChainId: 1,
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	vm: karstMachine,
	policy: {
		finality: "final",
		who: "proposed",
		ages: { show: 2 * dayS, answer: dayS, order: dayS, sign: dayS },
	},
	slots: {
		implementation: implementationSlot,
		// keccak256("systemconfig.unsafeblocksigner")
		sequencerKey:
			"0x65a7ed542fb37fe237fdfbdd70b31598523fe5b32879e307bae27a0bd9581c08",
		batcherHash: 103,
		factory: 1,
		anchorGame: 2,
		startingRoot: 3,
		blacklist: 5,
		respectedType: 6,
		gameImplementations: 101,
		games: 103,
		gameList: 104,
		gameArgs: 105,
		gameStatus: 0,
	},
	messagePasser: "0x4200000000000000000000000000000000000016",
	unchallengedForS: 6 * hourS,
	gamesLookedAt: 16,
	gameFinalityS: 302_400,
} as const satisfies Partial<OpRegistryProfile>;

/** A contract of a chain: its proxy, and what is behind that. */
export const behindProxy = (
	address: Hex,
	proxy: { readonly codeHash?: Hex; readonly known: KnownBy },
	{ known, ...behind }: Behind,
): Released => ({
	address,
	...(proxy.codeHash === undefined ? {} : { codeHash: proxy.codeHash }),
	...behind,
	known: { code: proxy.known, implementation: known },
});

/** A ProxyAdmin keeps its owner in its first slot. */
export const proxyAdmin = (
	address: Hex,
): NonNullable<OpRegistryProfile["upgrade"]> => ({
	admin: { address, codeHash: proxyAdminCode, ownerSlot: 0 },
});

/** Where a chain's portal and bridge are, and how long its sequencer may be ahead of Ethereum. */
export type LeftBy = {
	readonly portalAt: Hex;
	readonly bridgeAt: Hex;
	readonly messengerAt: Hex;
	readonly maxDriftS?: number;
	readonly portalProxy?: { readonly codeHash?: Hex; readonly known: KnownBy };
};

/**
 * The way out of a chain. Layouts: op-contracts 6.0.0 and 7.0.0, snapshots/storageLayout; sequencing window and drift: superchain-registry@8336d2ae, superchain/configs/mainnet.
 * Forced is ether alone: no token's counterpart on Ethereum is listed here.
 */
export const leftBy = ({
	portalAt,
	bridgeAt,
	messengerAt,
	maxDriftS = 600,
	portalProxy = { known: knownProxy.named },
}: LeftBy): OpRegistryExit => ({
	contracts: {
		optimismPortal: behindProxy(portalAt, portalProxy, portalV8),
		superchainConfig: behindProxy(
			"0x95703e0982140d16f8eba6d158fccede42f04a4c",
			{ known: knownProxy.named },
			superchainConfigV8,
		),
		l1StandardBridge: { address: bridgeAt },
		l1CrossDomainMessenger: { address: messengerAt },
	},
	slots: {
		finalizedWithdrawals: 51,
		provenWithdrawals: 57,
		proofSubmitters: 60,
		portalConfig: 55,
		portalRegistry: 62,
		portalLockbox: 63,
		l2ChainId: 107,
		superchainConfig: 108,
		features: 109,
		pauses: 1,
		relayedMessages: 203,
		failedMessages: 206,
	},
	standardBridge: "0x4200000000000000000000000000000000000010",
	crossDomainMessenger: "0x4200000000000000000000000000000000000007",
	proofMaturityS: 604_800,
	gameClockS: 302_400,
	pauseLastsS: 7_884_000,
	sequencingWindow: { blocks: 3600, seconds: 12 * hourS },
	maxDriftS,
	tokens: [],
});

export const namedProxy = { known: knownProxy.named };
export const registryProxy = {
	codeHash: proxyCode,
	known: knownProxy.rebuilt,
};

/** A chain of which all is of the releases above: what differs is where its contracts are, and which games it begins with. */
export const standardChain = ({
	factoryAt,
	registryAt,
	systemConfigAt,
	proxyAdminAt,
	leave,
	...chain
}: Pick<
	OpRegistryProfile,
	"name" | "title" | "chainId" | "blockTimeS" | "explorer" | "games"
> & {
	readonly genesis: NonNullable<OpRegistryProfile["genesis"]>;
	readonly batchInbox: Hex;
	readonly factoryAt: Hex;
	readonly registryAt: Hex;
	readonly systemConfigAt: Hex;
	readonly proxyAdminAt: Hex;
	readonly leave?: LeftBy;
}): OpRegistryProfile => ({
	...standard,
	...chain,
	contracts: {
		disputeGameFactory: behindProxy(factoryAt, namedProxy, factory),
		anchorStateRegistry: behindProxy(
			registryAt,
			registryProxy,
			anchorStateRegistry,
		),
		systemConfig: behindProxy(systemConfigAt, namedProxy, systemConfigV8),
	},
	upgrade: proxyAdmin(proxyAdminAt),
	...(leave === undefined ? {} : { exit: leftBy(leave) }),
});

/** Games that one account proposes; the others are known too, should the chain come to respect them. */
export const permissionedFirst: readonly PinnedGame[] = [
	...permissionedGames,
	...faultGames,
	superGame,
];
