// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// What SP1's verifiers are asked, whatever proof system stands behind: a selector, since version 6 an exit code, the
/// root of the recursion keys and a nonce, then the proof. It reverts unless the proof holds.
abstract contract Sp1 {
    error WrongSelector();
    error WrongLength();
    error ProgramFailed();
    error WrongRecursion();
    error WrongProof();

    function selector() internal pure virtual returns (bytes4);

    /// Zero before version 6.
    function vkRoot() internal pure virtual returns (uint256);

    function proves(bytes calldata proof, uint256[] memory inputs) internal view virtual returns (bool);

    function verifyProof(
        bytes32 programVKey,
        bytes calldata publicValues,
        bytes calldata proofBytes
    ) external view {
        if (proofBytes.length < 4) revert WrongLength();
        if (bytes4(proofBytes[:4]) != selector()) revert WrongSelector();
        bytes calldata rest = proofBytes[4:];
        uint256 digest = uint256(sha256(publicValues)) & ((1 << 253) - 1);
        uint256[] memory inputs = new uint256[](vkRoot() == 0 ? 2 : 5);
        inputs[0] = uint256(programVKey);
        inputs[1] = digest;
        if (vkRoot() != 0) {
            if (rest.length < 96) revert WrongLength();
            for (uint256 i = 0; i < 3; i++) inputs[2 + i] = uint256(bytes32(rest[32 * i:32 * i + 32]));
            if (inputs[2] != 0) revert ProgramFailed();
            if (inputs[3] != vkRoot()) revert WrongRecursion();
            rest = rest[96:];
        }
        if (!proves(rest, inputs)) revert WrongProof();
    }
}
