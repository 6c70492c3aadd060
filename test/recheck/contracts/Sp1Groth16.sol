// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import "./Groth16.sol";
import "./Sp1.sol";

abstract contract Sp1Groth16 is Sp1, Groth16 {
    function proves(bytes calldata proof, uint256[] memory inputs) internal view override returns (bool) {
        if (proof.length != 256) revert WrongLength();
        return holds(abi.decode(proof, (uint256[8])), inputs);
    }
}
