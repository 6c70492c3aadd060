// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import "./Bn254.sol";

/// Groth16 over a key that is part of the code. https://eprint.iacr.org/2016/260, section 3.2
abstract contract Groth16 {
    struct Key {
        Bn254.G1 alpha;
        Bn254.G2 beta;
        Bn254.G2 gamma;
        Bn254.G2 delta;
        Bn254.G1[] ic;
    }

    function key() internal pure virtual returns (Key memory);

    /// A, B, C as the precompiles take points.
    function holds(uint256[8] memory proof, uint256[] memory inputs) internal view returns (bool) {
        Key memory own = key();
        if (inputs.length + 1 != own.ic.length) return false;
        Bn254.G1 memory sum = own.ic[0];
        for (uint256 i = 0; i < inputs.length; i++) {
            if (inputs[i] >= Bn254.R) return false;
            sum = Bn254.addMul(sum, own.ic[i + 1], inputs[i]);
        }
        Bn254.G1[] memory a = new Bn254.G1[](4);
        Bn254.G2[] memory b = new Bn254.G2[](4);
        // The precompile reads A as it stands; alpha, the inputs and C are on the other side of the equation.
        a[0] = Bn254.G1(proof[0], proof[1]);
        b[0] = Bn254.G2(proof[2], proof[3], proof[4], proof[5]);
        a[1] = Bn254.negate(own.alpha);
        b[1] = own.beta;
        a[2] = Bn254.negate(sum);
        b[2] = own.gamma;
        a[3] = Bn254.negate(Bn254.G1(proof[6], proof[7]));
        b[3] = own.delta;
        return Bn254.pairing(a, b);
    }
}

/// As snarkjs's verifiers are asked. COUNT inputs.
abstract contract SnarkjsVerifier is Groth16 {
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata b,
        uint256[2] calldata c,
        uint256[COUNT] calldata inputs
    ) external view returns (bool) {
        uint256[] memory own = new uint256[](COUNT);
        for (uint256 i = 0; i < COUNT; i++) own[i] = inputs[i];
        return holds([a[0], a[1], b[0][0], b[0][1], b[1][0], b[1][1], c[0], c[1]], own);
    }
}
