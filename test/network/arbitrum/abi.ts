// The functions and events of Arbitrum's contracts that the network calls. Source: npm @arbitrum/nitro-contracts 3.0.0.

import { parseAbi } from "viem";

export const proxyAbi = parseAbi([
	"constructor(address logic, address admin, bytes data)",
]);
export const bridgeAbi = parseAbi([
	"function initialize(address rollup)",
	"function delayedInboxAccs(uint256 index) view returns (bytes32)",
	"function sequencerInboxAccs(uint256 index) view returns (bytes32)",
	"function sequencerMessageCount() view returns (uint256)",
	"function delayedMessageCount() view returns (uint256)",
]);
export const inboxAbi = parseAbi([
	"constructor(uint256 maxDataSize)",
	"function initialize(address bridge, address sequencerInbox)",
	"function pause()",
	"function unpause()",
	"function setAllowListEnabled(bool enabled)",
	"function depositEth() payable returns (uint256)",
	"function sendL2Message(bytes messageData) returns (uint256)",
	"function sendUnsignedTransaction(uint256 gasLimit, uint256 maxFeePerGas, uint256 nonce, address to, uint256 value, bytes data) returns (uint256)",
]);
export const outboxAbi = parseAbi([
	"function initialize(address bridge)",
	"function roots(bytes32 sendRoot) view returns (bytes32)",
	"function isSpent(uint256 index) view returns (bool)",
	"function calculateItemHash(address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data) pure returns (bytes32)",
	"function calculateMerkleRoot(bytes32[] proof, uint256 path, bytes32 item) pure returns (bytes32)",
	"function executeTransaction(bytes32[] proof, uint256 index, address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data)",
]);
export const sequencerInboxAbi = parseAbi([
	"constructor(uint256 maxDataSize, address reader4844, bool isUsingFeeToken, bool isDelayBufferable)",
	"struct MaxTimeVariation { uint256 delayBlocks; uint256 futureBlocks; uint256 delaySeconds; uint256 futureSeconds; }",
	"struct BufferConfig { uint64 threshold; uint64 max; uint64 replenishRateInBasis; }",
	"function initialize(address bridge, MaxTimeVariation maxTimeVariation, BufferConfig bufferConfig)",
	"function setIsBatchPoster(address poster, bool isPoster)",
	"function totalDelayedMessagesRead() view returns (uint256)",
	"function forceInclusionDeadline(uint64 blockNumber) view returns (uint64)",
	"struct Message { uint8 kind; address sender; uint64 blockNumber; uint64 timestamp; uint256 inboxSeqNum; uint256 baseFeeL1; bytes32 messageDataHash; }",
	"struct DelayProof { bytes32 beforeDelayedAcc; Message delayedMessage; }",
	"function addSequencerL2BatchFromOrigin(uint256 sequenceNumber, bytes data, uint256 afterDelayedMessagesRead, address gasRefunder, uint256 prevMessageCount, uint256 newMessageCount)",
	"function addSequencerL2BatchFromOriginDelayProof(uint256 sequenceNumber, bytes data, uint256 afterDelayedMessagesRead, address gasRefunder, uint256 prevMessageCount, uint256 newMessageCount, DelayProof delayProof)",
]);
export const eventInboxAbi = parseAbi(["function initialize(address bridge)"]);

const state =
	"struct GlobalState { bytes32[2] bytes32Vals; uint64[2] u64Vals; }";
const assertionState =
	"struct AssertionState { GlobalState globalState; uint8 machineStatus; bytes32 endHistoryRoot; }";
const configData =
	"struct ConfigData { bytes32 wasmModuleRoot; uint256 requiredStake; address challengeManager; uint64 confirmPeriodBlocks; uint64 nextInboxPosition; }";
const before =
	"struct BeforeStateData { bytes32 prevPrevAssertionHash; bytes32 sequencerBatchAcc; ConfigData configData; }";
const inputs =
	"struct AssertionInputs { BeforeStateData beforeStateData; AssertionState beforeState; AssertionState afterState; }";

export const rollupAbi = parseAbi([
	state,
	assertionState,
	configData,
	before,
	inputs,
	"struct MaxTimeVariation { uint256 delayBlocks; uint256 futureBlocks; uint256 delaySeconds; uint256 futureSeconds; }",
	"struct BufferConfig { uint64 threshold; uint64 max; uint64 replenishRateInBasis; }",
	"struct Config { uint64 confirmPeriodBlocks; address stakeToken; uint256 baseStake; bytes32 wasmModuleRoot; address owner; address loserStakeEscrow; uint256 chainId; string chainConfig; uint256 minimumAssertionPeriod; uint64 validatorAfkBlocks; uint256[] miniStakeValues; MaxTimeVariation sequencerInboxMaxTimeVariation; uint256 layerZeroBlockEdgeHeight; uint256 layerZeroBigStepEdgeHeight; uint256 layerZeroSmallStepEdgeHeight; AssertionState genesisAssertionState; uint256 genesisInboxCount; address anyTrustFastConfirmer; uint8 numBigStepLevel; uint64 challengeGracePeriodBlocks; BufferConfig bufferConfig; }",
	"struct ContractDependencies { address bridge; address sequencerInbox; address inbox; address outbox; address rollupEventInbox; address challengeManager; address rollupAdminLogic; address rollupUserLogic; address validatorWalletCreator; }",
	"function initializeProxy(Config config, ContractDependencies connectedContracts)",
	"function setValidatorWhitelistDisabled(bool disabled)",
	"function pause()",
	"function resume()",
	"function latestConfirmed() view returns (bytes32)",
	"function newStakeOnNewAssertion(uint256 tokenAmount, AssertionInputs assertion, bytes32 expectedAssertionHash)",
	"function stakeOnNewAssertion(AssertionInputs assertion, bytes32 expectedAssertionHash)",
	"function confirmAssertion(bytes32 assertionHash, bytes32 prevAssertionHash, AssertionState confirmState, bytes32 winningEdgeId, ConfigData prevConfig, bytes32 inboxAcc)",
	"event AssertionCreated(bytes32 indexed assertionHash, bytes32 indexed parentAssertionHash, AssertionInputs assertion, bytes32 afterInboxBatchAcc, uint256 inboxMaxCount, bytes32 wasmModuleRoot, uint256 requiredStake, address challengeManager, uint64 confirmPeriodBlocks)",
]);
export const tokenAbi = parseAbi([
	"function approve(address spender, uint256 value) returns (bool)",
]);
