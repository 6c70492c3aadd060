// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// Stands where Scroll's halo2 verifier stands: behind ZkEvmVerifierPostFeynman, with the same input. It proves nothing of
/// the rollup's state. It checks that a proof was made for these public inputs and this program, by a seal that anyone can
/// compute: a proof cannot be used for another bundle, and anybody can make one for any state. For development alone.
contract DevelopmentPlonk {
    /// 12 words of accumulator, 2 of the program, 32 of the public input's hash, a byte each.
    uint256 private constant SEAL_AT = 46 * 32;

    error BadLength(uint256 length);
    error NotAByte(uint256 place);
    error BadSeal();

    fallback() external {
        if (msg.data.length != SEAL_AT + 32) revert BadLength(msg.data.length);
        for (uint256 at = 14 * 32; at < SEAL_AT; at += 32)
            if (uint256(bytes32(msg.data[at:at + 32])) > 255) revert NotAByte(at);
        bytes32 seal = keccak256(abi.encodePacked("development proof", msg.data[:SEAL_AT]));
        if (bytes32(msg.data[SEAL_AT:]) != seal) revert BadSeal();
    }
}

/// The queue before Euclid, long empty: the contracts ask it whether it is.
contract EmptyQueue {
    uint256 public constant nextCrossDomainMessageIndex = 0;
    uint256 public constant nextUnfinalizedQueueIndex = 0;
}
