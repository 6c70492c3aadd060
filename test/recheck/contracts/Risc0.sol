// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import "./Groth16.sol";

/// RISC Zero's receipts: the claim "this image ended well and wrote this journal" as one digest, which is what is proved.
abstract contract Risc0 is Groth16 {
    error WrongSelector();
    error WrongLength();
    error WrongProof();

    function selector() internal pure virtual returns (bytes4);

    function controlRoot() internal pure virtual returns (bytes32);

    function bn254ControlId() internal pure virtual returns (uint256);

    function verify(bytes calldata seal, bytes32 imageId, bytes32 journalDigest) external view {
        if (seal.length != 260) revert WrongLength();
        if (bytes4(seal[:4]) != selector()) revert WrongSelector();
        uint256[] memory inputs = new uint256[](5);
        (inputs[0], inputs[1]) = halves(controlRoot());
        (inputs[2], inputs[3]) = halves(claim(imageId, journalDigest));
        inputs[4] = bn254ControlId();
        if (!holds(abi.decode(seal[4:], (uint256[8])), inputs)) revert WrongProof();
    }

    // Numbers in the tagged structs are little-endian: 2 digests below are 0x0200, 4 are 0x0400, two words of zero are the
    // exit code.
    function claim(bytes32 imageId, bytes32 journalDigest) private pure returns (bytes32) {
        bytes32 nothing = bytes32(0);
        bytes32 ended = sha256(
            abi.encodePacked(sha256("risc0.SystemState"), nothing, bytes4(0), bytes2(0x0100))
        );
        bytes32 output = sha256(abi.encodePacked(sha256("risc0.Output"), journalDigest, nothing, bytes2(0x0200)));
        return
            sha256(
                abi.encodePacked(
                    sha256("risc0.ReceiptClaim"),
                    nothing,
                    imageId,
                    ended,
                    output,
                    bytes8(0),
                    bytes2(0x0400)
                )
            );
    }

    /// The digest's bytes turned about, then its lower and its upper half.
    function halves(bytes32 digest) private pure returns (uint256 low, uint256 high) {
        uint256 turned;
        for (uint256 i = 0; i < 32; i++) turned |= uint256(uint8(digest[i])) << (8 * i);
        return (turned & type(uint128).max, turned >> 128);
    }
}
