//! Several schemes and people side by side.
