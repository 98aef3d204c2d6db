mock_provider "aws" {
  source          = "../../tests/mocks"
  override_during = plan
}

variables {
  name               = "millrace-test"
  region             = "eu-west-1"
  availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}

run "a_vpc_of_its_own_has_no_way_to_the_internet" {
  command = plan

  assert {
    condition     = length(aws_subnet.private) == 3 && alltrue([for subnet in aws_subnet.private : !subnet.map_public_ip_on_launch])
    error_message = "three private subnets, none of which hands out public addresses"
  }

  assert {
    condition     = aws_vpc_endpoint.s3[0].vpc_endpoint_type == "Gateway"
    error_message = "S3 is reached through a gateway endpoint"
  }

  assert {
    condition     = length(setsubtract(["glue", "kms", "logs", "secretsmanager", "sts"], keys(aws_vpc_endpoint.interface))) == 0
    error_message = "KMS, Secrets Manager, Logs, Glue and STS are reached through endpoints"
  }

  assert {
    condition     = alltrue([for rule in concat(values(aws_vpc_security_group_egress_rule.way), values(aws_vpc_security_group_egress_rule.to_s3), values(aws_vpc_security_group_ingress_rule.way)) : rule.cidr_ipv4 == null])
    error_message = "rules name groups and prefix lists, never addresses"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.way["job-to-warehouse"].from_port == 5439 && aws_vpc_security_group_ingress_rule.way["dms-to-source"].from_port == 5432
    error_message = "the job reaches Redshift, and DMS its source, on their own ports"
  }
}

run "an_existing_vpc_is_taken_as_it_is" {
  command = plan

  variables {
    vpc_id           = "vpc-1234"
    subnet_ids       = ["subnet-1", "subnet-2", "subnet-3"]
    create_endpoints = false
  }

  assert {
    condition     = length(aws_vpc.this) == 0 && length(aws_vpc_endpoint.interface) == 0
    error_message = "no VPC and no endpoint is made"
  }

  assert {
    condition     = output.subnet_ids == tolist(["subnet-1", "subnet-2", "subnet-3"])
    error_message = "the given subnets are used"
  }
}

run "a_vpc_of_its_own_needs_three_zones" {
  command = plan

  variables {
    availability_zones = ["eu-west-1a"]
  }

  expect_failures = [var.availability_zones]
}

run "dms_is_never_let_out_to_everywhere" {
  command = plan

  variables {
    source_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.source_cidrs]
}
