# The network of the shop and what runs in it.
terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }

  backend "s3" {
    bucket = "shop-state"
    key    = "network.tfstate"
  }
}

provider "aws" {
  region = var.region
  alias  = "main"
}

/* Where everything stands. */
variable "region" {
  type        = string
  description = "Region of all resources"
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^eu-", var.region))
    error_message = "Only in Europe."
  }
}

variable "subnets" {
  type = map(object({
    cidr   = string
    public = optional(bool, false)
  }))
}

locals {
  prefix = "shop-${terraform.workspace}"

  // Tags of everything.
  tags = merge(var.extra_tags, {
    Owner = "shop"
    Stage = local.prefix
  })
  public_subnets = { for name, s in var.subnets : name => s if s.public }
  zone_names     = [for zone in data.aws_availability_zones.all.names : upper(zone)]
}

data "aws_availability_zones" "all" {
  state = "available"
}

# The private network.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = local.tags
}

resource "aws_subnet" "each" {
  for_each          = var.subnets
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.cidr
  availability_zone = element(local.zone_names, index(keys(var.subnets), each.key))

  dynamic "timeouts" {
    for_each = each.value.public ? [1] : []
    content {
      create = "${timeouts.value}m"
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags, cidr_block]
  }

  depends_on = [aws_vpc.main, module.audit]
}

module "audit" {
  source  = "./modules/audit"
  vpc_id  = aws_vpc.main.id
  subnets = values(aws_subnet.each)[*].id

  providers = {
    aws = aws.main
  }
}

moved {
  from = aws_vpc.old
  to   = aws_vpc.main
}

output "vpc_id" {
  description = "Of the network"
  value       = aws_vpc.main.id
  sensitive   = false
}

output "banner" {
  value = <<-EOT
    Network ${aws_vpc.main.id}
    %{ for name in local.zone_names ~}
    zone ${name}
    %{ endfor ~}
  EOT
}
