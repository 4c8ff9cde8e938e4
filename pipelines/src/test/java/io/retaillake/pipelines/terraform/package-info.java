/** Checks of the Terraform configuration, which no code of ours runs. */
package io.retaillake.pipelines.terraform;
