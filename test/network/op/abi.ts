// The functions and events of the rollup's contracts that the network calls, and their compiled code.
// Source of both: npm @eth-optimism/contracts-bedrock 0.17.3.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseAbi } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";

const load = createRequire(import.meta.url);
const code = d.record({ object: d.hexUpTo(100_000) });
const artifact = d.record({
	bytecode: code,
	deployedBytecode: code,
	storageLayout: d.record({
		storage: d.list(d.record({ label: d.text(), slot: d.decimal }), 100),
	}),
});

/**
 * The compiled contract `name`: its creation code without arguments, its code with immutables zero, and the slots of its
 * variables by their names.
 */
export const artifactOf = (
	name: string,
): {
	readonly creation: Hex;
	readonly runtime: Hex;
	readonly slots: ReadonlyMap<string, number>;
} => {
	const path = load.resolve(
		`@eth-optimism/contracts-bedrock/forge-artifacts/${name}.sol/${name}.json`,
	);
	const raw: unknown = JSON.parse(readFileSync(path, "utf8"));
	const { bytecode, deployedBytecode, storageLayout } = artifact(raw, name);
	return {
		creation: bytecode.object,
		runtime: deployedBytecode.object,
		slots: new Map(
			storageLayout.storage.map(({ label, slot }) => [label, slot]),
		),
	};
};

export const proxyAbi = parseAbi([
	"constructor(address admin)",
	"function upgradeToAndCall(address implementation, bytes data) payable returns (bytes)",
	"function changeAdmin(address admin)",
]);

export const proxyAdminAbi = parseAbi([
	"constructor(address owner)",
	"function owner() view returns (address)",
	"function upgrade(address proxy, address implementation)",
]);

export const superchainConfigAbi = parseAbi([
	"function initialize(address guardian, bool paused)",
	"function pause(string identifier)",
	"function unpause()",
]);

export const systemConfigAbi = parseAbi([
	"struct ResourceConfig { uint32 maxResourceLimit; uint8 elasticityMultiplier; uint8 baseFeeMaxChangeDenominator; uint32 minimumBaseFee; uint32 systemTxMaxGas; uint128 maximumBaseFee; }",
	"struct Addresses { address l1CrossDomainMessenger; address l1ERC721Bridge; address l1StandardBridge; address disputeGameFactory; address optimismPortal; address optimismMintableERC20Factory; address gasPayingToken; }",
	"function initialize(address owner, uint32 basefeeScalar, uint32 blobbasefeeScalar, bytes32 batcherHash, uint64 gasLimit, address unsafeBlockSigner, ResourceConfig config, address batchInbox, Addresses addresses)",
	"function setUnsafeBlockSigner(address signer)",
	"function unsafeBlockSigner() view returns (address)",
]);

export const factoryAbi = parseAbi([
	"function initialize(address owner)",
	"function setImplementation(uint32 gameType, address implementation)",
	"function setInitBond(uint32 gameType, uint256 initBond)",
	"function initBonds(uint32 gameType) view returns (uint256)",
	"function create(uint32 gameType, bytes32 rootClaim, bytes extraData) payable returns (address)",
	"function gameCount() view returns (uint256)",
	"function gameAtIndex(uint256 index) view returns (uint32 gameType, uint64 timestamp, address proxy)",
	"event DisputeGameCreated(address indexed disputeProxy, uint32 indexed gameType, bytes32 indexed rootClaim)",
]);

export const anchorAbi = parseAbi([
	"constructor(address disputeGameFactory)",
	"struct OutputRoot { bytes32 root; uint256 l2BlockNumber; }",
	"struct StartingAnchorRoot { uint32 gameType; OutputRoot outputRoot; }",
	"function initialize(StartingAnchorRoot[] roots)",
	"function anchors(uint32 gameType) view returns (bytes32 root, uint256 l2BlockNumber)",
]);

export const wethAbi = parseAbi([
	"constructor(uint256 delay)",
	"function initialize(address owner, address config)",
]);

export const portalAbi = parseAbi([
	"constructor(uint256 proofMaturityDelaySeconds, uint256 disputeGameFinalityDelaySeconds)",
	"struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
	"struct OutputProof { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
	"function initialize(address disputeGameFactory, address systemConfig, address superchainConfig, uint32 initialRespectedGameType)",
	"function depositTransaction(address to, uint256 value, uint64 gasLimit, bool isCreation, bytes data) payable",
	"function proveWithdrawalTransaction(Withdrawal tx, uint256 disputeGameIndex, OutputProof outputRootProof, bytes[] withdrawalProof)",
	"function finalizeWithdrawalTransaction(Withdrawal tx)",
	"function checkWithdrawal(bytes32 withdrawalHash, address proofSubmitter) view",
	"function proofMaturityDelaySeconds() view returns (uint256)",
	"function disputeGameFinalityDelaySeconds() view returns (uint256)",
	"function blacklistDisputeGame(address game)",
	"function setRespectedGameType(uint32 gameType)",
	"function donateETH() payable",
	"event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)",
]);

export const oracleAbi = parseAbi([
	"constructor(uint256 minProposalSize, uint256 challengePeriod)",
]);

export const mipsAbi = parseAbi(["constructor(address oracle)"]);

export const gameAbi = parseAbi([
	"constructor(uint32 gameType, bytes32 absolutePrestate, uint256 maxGameDepth, uint256 splitDepth, uint64 clockExtension, uint64 maxClockDuration, address vm, address weth, address anchorStateRegistry, uint256 l2ChainId)",
	"function status() view returns (uint8)",
	"function createdAt() view returns (uint64)",
	"function resolvedAt() view returns (uint64)",
	"function rootClaim() view returns (bytes32)",
	"function l2BlockNumber() view returns (uint256)",
	"function gameCreator() view returns (address)",
	"function claimDataLen() view returns (uint256)",
	"function getRequiredBond(uint128 position) view returns (uint256)",
	"function claimData(uint256 index) view returns (uint32 parentIndex, address counteredBy, address claimant, uint128 bond, bytes32 claim, uint128 position, uint128 clock)",
	"function attack(bytes32 disputed, uint256 parentIndex, bytes32 claim) payable",
	"function defend(bytes32 disputed, uint256 parentIndex, bytes32 claim) payable",
	"function resolveClaim(uint256 claimIndex, uint256 numToResolve)",
	"function resolve() returns (uint8)",
	"function claimCredit(address recipient)",
]);

export const messagePasserAbi = parseAbi([
	"function initiateWithdrawal(address target, uint256 gasLimit, bytes data) payable",
	"event MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)",
]);

export const l1MessengerAbi = parseAbi([
	"function initialize(address superchainConfig, address portal, address systemConfig)",
]);

export const l1BridgeAbi = parseAbi([
	"function initialize(address messenger, address superchainConfig, address systemConfig)",
	"function depositERC20To(address l1Token, address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData)",
]);

export const l2BridgeAbi = parseAbi([
	"function withdrawTo(address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData) payable",
]);
